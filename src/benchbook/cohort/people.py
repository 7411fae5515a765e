"""Which code is which person: read from a roster, kept in one file that only its owner reads."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from ..answers.sheet_file import replace_whole
from ..errors import ContentError, Problem, UsageError
from .codes import is_code, new_code, read_code
from .folder import Cohort
from .table import read_table

REMEDY = "Restore people.csv from your own copy: without it nobody can say who a code is."
# What tells one person from another, besides the name.
OWN = ("code", "email", "username")


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
    if not path.is_file():
        raise UsageError(f"{path} is not there. {REMEDY}")
    try:
        rows = read_table(path, COLUMNS, ("code", "name"))
    except ContentError as error:
        raise UsageError(f"{error}\n{REMEDY}") from None
    people = {row.cells["code"]: Person(**row.cells) for row in rows}
    if len(people) < len(rows) or not all(is_code(code) for code in people):
        raise UsageError(f"{path} holds a code that is wrong or stands twice. {REMEDY}")
    return people


def write_people(cohort: Cohort, people: Mapping[str, Person]) -> None:
    """Write the list of people, readable by its owner alone."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(p) for p in sorted(people.values(), key=lambda p: p.code))
    replace_whole(cohort.people_file, text.getvalue())
    # The temporary file is private already on POSIX; this says so where the file was there before.
    os.chmod(cohort.people_file, 0o600)  # noqa: PTH101 # beside the call that replaces


def read_roster(path: Path, there: Mapping[str, Person] | None = None) -> list[Person]:
    """Return the people of the roster at `path`, each with a code.

    Columns: name, email, group, username; only the name is needed. Who is `there` already, by code,
    email or user name, keeps the code; everybody else gets a new one, or the one in a column `code`.
    Raises ContentError with file and line of everything that is wrong.
    """
    rows = read_table(path, COLUMNS, ("name",))
    if not rows:
        raise ContentError.at(path, 1, "the roster names nobody. Write one row a learner.")
    there = there or {}
    seen: dict[tuple[str, str], int] = {}
    problems: list[Problem] = []
    people: list[Person] = []
    for row in rows:
        person = Person(**{**row.cells, "code": _as_code(row.cells["code"])})
        told = [*_wrong(person), *_repeated(person, seen, row.line)]
        if not told:
            person, told = _matched(person, there)
        if not told and person.code:
            told = _twice("code", person.code, seen, row.line, person.code)
        problems += [Problem(str(path), row.line, sentence) for sentence in told]
        people.append(person)
    if problems:
        raise ContentError(problems)
    return _with_codes(people, {*there, *(p.code for p in people)})


def _with_codes(people: list[Person], taken: set[str]) -> list[Person]:
    found = []
    for person in people:
        code = person.code or new_code(taken)
        taken.add(code)
        found.append(replace(person, code=code))
    return found


def _as_code(text: str) -> str:
    """Return a code as it is written, or the text as it stands where it is none."""
    try:
        return read_code(text) if text else ""
    except UsageError:
        return text


def _wrong(person: Person) -> list[str]:
    found = []
    if not any(c.isalpha() for c in person.name):
        found.append("this row has no name. Write one.")
    if person.code and not is_code(person.code):
        found.append(f"“{person.code[:40]}” is not a code. Leave it empty, and one is made.")
    if person.email and not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+", person.email):
        found.append(
            f"“{person.email[:60]}” is not an email address. Put it right, or leave it empty."
        )
    # nbgrader's exchange makes folder names of user names, and parts them with a plus sign.
    if person.username and not re.fullmatch(r"\w[\w.@-]*", person.username):
        found.append(
            f"“{person.username[:60]}” cannot be a user name: write it as the person signs in, "
            "in letters, digits and . - _ @."
        )
    return found


def _repeated(person: Person, seen: dict[tuple[str, str], int], line: int) -> list[str]:
    """Return a sentence for each thing of `person`'s own that an earlier row has."""
    told = []
    for column in ("email", "username"):
        value = getattr(person, column)
        told += _twice(column, value.casefold(), seen, line, value)
    if not any(getattr(person, column) for column in OWN):
        told += _twice("name", person.name.casefold(), seen, line, person.name)
    return told


def _twice(
    column: str, value: str, seen: dict[tuple[str, str], int], line: int, shown: str
) -> list[str]:
    if not value:
        return []
    first = seen.setdefault((column, value), line)
    if first == line:
        return []
    if column == "name":
        return [
            f"“{shown}” stands in line {first} already. Two people of one name need an email or "
            "a user name each."
        ]
    what = "user name" if column == "username" else column
    return [f"the {what} “{shown}” stands in line {first} already. Give each person their own."]


def _matched(person: Person, there: Mapping[str, Person]) -> tuple[Person, list[str]]:
    """Return `person` with the code of the one who is `there`, and what stands against it."""

    def same(other: Person) -> bool:
        own = [(getattr(person, c).casefold(), getattr(other, c).casefold()) for c in OWN]
        if any(mine for mine, _ in own):
            return any(mine and mine == theirs for mine, theirs in own)
        return person.name.casefold() == other.name.casefold()

    found = [other for other in there.values() if same(other)]
    if len(found) > 1:
        codes = " and ".join(other.code for other in found)
        return person, [
            f"this row may mean two people of the cohort, {codes}. Write the code of the one into a column “code”."
            if not person.code
            else f"this row has something of two people of the cohort, {codes}. Put it right."
        ]
    if not found:
        return person, []
    old = found[0]
    if person.code not in ("", old.code):
        return person, [
            f"the cohort knows this person as {old.code} and not as {person.code}. Put it right."
        ]
    return Person(**{c: getattr(person, c) or getattr(old, c) for c in COLUMNS}), []


__all__ = ["COLUMNS", "Person", "read_people", "read_roster", "write_people"]
