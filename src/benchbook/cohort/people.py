"""Which code is which person: read from a roster, kept in one file that only its owner reads."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ..answers.sheet_file import replace_whole
from ..errors import ContentError, Problem, UsageError
from .codes import is_code, new_code
from .folder import Cohort

REMEDY = "Restore people.csv from your own copy: without it nobody can say who a code is."


@dataclass(frozen=True)
class Person:
    """A learner: `code` stands for them everywhere else."""

    code: str
    name: str
    email: str = ""
    group: str = ""
    username: str = ""


COLUMNS = tuple(f.name for f in fields(Person))


def read_people(cohort: Cohort) -> dict[str, Person]:
    """Return the people of `cohort` by code. Raises UsageError where the list cannot be read."""
    path = cohort.people_file
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        people = [Person(**{c: (row[c] or "").strip() for c in COLUMNS}) for row in rows]
    except FileNotFoundError:
        raise UsageError(f"{path} is not there. {REMEDY}") from None
    except (UnicodeDecodeError, KeyError, csv.Error) as error:
        raise UsageError(f"{path} cannot be read ({error}). {REMEDY}") from None
    wrong = [p.code for p in people if not is_code(p.code)]
    if wrong or len({p.code for p in people}) < len(people):
        raise UsageError(f"{path} holds a code that is wrong or stands twice. {REMEDY}")
    return {p.code: p for p in people}


def write_people(cohort: Cohort, people: dict[str, Person]) -> None:
    """Write the list of people, readable by its owner alone."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(p) for p in sorted(people.values(), key=lambda p: p.code))
    replace_whole(cohort.people_file, text.getvalue())
    # The temporary file is private already on POSIX; this says so where the file was there before.
    os.chmod(cohort.people_file, 0o600)  # noqa: PTH101 # beside the call that replaces


def read_roster(path: Path) -> list[Person]:
    """Return the people of the roster at `path`, each with a new code.

    Columns: name, email, group, username; only the name is needed. A column `code` is kept where
    it is filled. Raises ContentError with file and line of everything that is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError.at(
            path, 0, f"the roster cannot be read ({error}). Save it as CSV in UTF-8."
        ) from None
    reader = csv.DictReader(io.StringIO(text))
    names = [(n or "").strip().lower() for n in reader.fieldnames or []]
    reader.fieldnames = names
    if "name" not in names:
        raise ContentError.at(
            path, 1, "no column is called “name”. Give the first row: name,email,group,username"
        )
    people: list[Person] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for row in reader:
        line = reader.line_num
        cells = {c: (row.get(c) or "").strip() for c in COLUMNS}
        if not any(cells.values()):
            continue
        told = _wrong(cells, seen, line)
        problems += [Problem(str(path), line, t) for t in told]
        if not told:
            code = cells["code"] or new_code([p.code for p in people])
            people.append(Person(**{**cells, "code": code}))
    if problems:
        raise ContentError(problems)
    if not people:
        raise ContentError.at(path, 1, "the roster names nobody. Write one row a learner.")
    return people


def _wrong(cells: dict[str, str], seen: dict[tuple[str, str], int], line: int) -> list[str]:
    found = []
    if not cells["name"]:
        found.append("this row has no name. Write one.")
    if cells["code"] and not is_code(cells["code"]):
        found.append(f"“{cells['code'][:40]}” is not a code. Leave it empty, and one is made.")
    for column in ("code", "email", "username"):
        value = cells[column].lower()
        if value and (column, value) in seen:
            found.append(
                f"the {column} “{cells[column]}” stands in line {seen[column, value]} already. "
                "Give each person their own."
            )
        elif value:
            seen[column, value] = line
    return found
