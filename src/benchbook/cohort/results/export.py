"""A cohort's marks as CSV: for spreadsheets by default, or shaped for Moodle or Canvas.

docs/export.md documents every column, and a test holds it to this file. nbgrader's own export is
not used: it does not quote, so a comma in a name breaks its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ...errors import UsageError
from ..folder import Cohort
from ..people import Person
from .csv_file import csv_bytes, write_private
from .rows import LEARNER_COLUMNS, QUESTION_COLUMNS, Rows, cohort_rows, most, points_columns

System = Literal["moodle", "canvas"]
PERSONAL = ("name", "email", "username")
FIXED = ("code", "group")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "Points Possible"


@dataclass(frozen=True)
class Export:
    """The files that were written, and sentences on what was left out and why."""

    files: tuple[Path, ...]
    told: tuple[str, ...] = ()


def export(
    cohort: Cohort,
    cases: Sequence[str],
    folder: Path,
    *,
    system: System | None = None,
    names: bool = False,
) -> Export:
    """Write the marks of `cohort` for `cases` into `folder` and say what was written.

    People stand in the files by code; `names` puts names, addresses and user names beside it.
    Raises UsageError for no case, one named twice, or one that was not released.
    """
    if not cases or len(set(cases)) < len(cases):
        raise UsageError("Name each case to export once, such as “benchbook export night-shift”.")
    made = [cohort_rows(cohort, case) for case in cases]
    folder.mkdir(parents=True, exist_ok=True)
    if system is None:
        return Export(
            (
                _written(folder / "learners.csv", *learners_table(made, names=names)),
                _written(folder / "questions.csv", *questions_table(made, names=names)),
            )
        )
    shaped = [_for_system(rows, folder, system, names=names) for rows in made]
    return Export(
        tuple(path for done in shaped for path in done.files),
        tuple(told for done in shaped for told in done.told),
    )


def learners_table(made: Sequence[Rows], *, names: bool) -> tuple[list[str], list[list[Any]]]:
    """Return columns and rows of `learners.csv`: one row a learner, each case's columns in turn."""
    columns, wanted = ["code", *(PERSONAL if names else ()), "group"], []
    for rows in made:
        wanted.append([*(c for c in LEARNER_COLUMNS if c not in FIXED), *points_columns(rows.case)])
        columns += [f"{rows.case.id}.{c}" for c in wanted[-1]]
    tables = [{row["code"]: row for row in rows.learners.to_dict("records")} for rows in made]
    found = []
    for code in sorted({code for table in tables for code in table}):
        person = made[0].people.get(code)
        line: list[Any] = [code, *_personal(person, names), person.group if person else ""]
        for table, part in zip(tables, wanted, strict=True):
            line += [table[code][c] if code in table else None for c in part]
        found.append(line)
    return columns, found


def questions_table(made: Sequence[Rows], *, names: bool) -> tuple[list[str], list[list[Any]]]:
    """Return columns and rows of `questions.csv`: one row for each question of each hand-in."""
    parts = [c for c in QUESTION_COLUMNS if c not in FIXED]
    columns = ["code", *(PERSONAL if names else ()), "group", "case", *parts]
    found = []
    for rows in made:
        for row in rows.questions.to_dict("records"):
            person = rows.people.get(str(row["code"]))
            line = [row["code"], *_personal(person, names), row["group"], rows.case.id]
            found.append([*line, *(row[c] for c in parts)])
    return columns, found


def _personal(person: Person | None, names: bool) -> list[str]:
    if not names:
        return []
    return [person.name, person.email, person.username] if person else [""] * len(PERSONAL)


def _for_system(rows: Rows, folder: Path, system: System, *, names: bool) -> Export:
    """Write one file with the final marks of one case; who has none is left out and counted.

    An empty mark would take an old one away in Moodle, and a row without its person's id could
    give the mark to the person of the row before, so neither is written.
    """
    case = rows.case.id
    final = rows.learners[rows.learners["total"].notna()]
    marks = [(rows.people.get(c), c, t) for c, t in zip(final["code"], final["total"], strict=True)]
    unknown = [c for person, c, _ in marks if names and not _known_to(system, person)]
    marks = [m for m in marks if m[1] not in unknown]
    shape = moodle_table if system == "moodle" else canvas_table
    columns, lines = shape(rows.case.title, most(rows.case), marks, names=names)
    # A learning system reads UTF-8 as it is; Canvas does not expect a mark before its first word.
    path = _written(folder / f"{system}-{case}.csv", columns, lines, mark=False)
    told = []
    waiting = int(rows.learners["handed_in"].sum()) - len(final)
    if waiting:
        told.append(f"{case}: {waiting} left out, because the ruling is not marked yet.")
    if unknown:
        missing = "an email address" if system == "moodle" else "a user name or email address"
        told.append(f"{case}: left out for want of {missing}: {', '.join(unknown)}.")
    if not names:
        told.append(
            f"{case}: people stand by code. {system.capitalize()} finds them only where the code is "
            "their ID number there; with --names they are found by their own."
        )
    return Export((path,), tuple(told))


def _known_to(system: System, person: Person | None) -> bool:
    if person is None:
        return False
    return bool(person.email if system == "moodle" else person.username or person.email)


def moodle_table(
    title: str,
    full: float,  # noqa: ARG001 # Moodle keeps the maximum in its own grade item
    marks: Sequence[tuple[Person | None, str, float]],
    *,
    names: bool,
) -> tuple[list[str], list[list[Any]]]:
    """Return columns and rows for Moodle's grade import: one that identifies, and the mark.

    The user name stands beside the address only where everybody has one, so that a row can never
    be without what it is matched by.
    """
    if not names:
        return ["ID number", title], [[code, total] for _, code, total in marks]
    everybody = [person for person, _, _ in marks if person]
    has_usernames = bool(everybody) and all(p.username for p in everybody)
    columns = ["Full name", "Email address", *(["Username"] if has_usernames else []), title]
    lines: list[list[Any]] = [
        [p.name, p.email, *([p.username] if has_usernames else []), total]
        for p, _, total in marks
        if p
    ]
    return columns, lines


def canvas_table(
    title: str,
    full: float,
    marks: Sequence[tuple[Person | None, str, float]],
    *,
    names: bool,
) -> tuple[list[str], list[list[Any]]]:
    """Return columns and rows for Canvas's gradebook import, with its row of points possible."""
    lines: list[list[Any]] = [[POINTS_POSSIBLE, "", "", "", "", full]]
    for person, code, total in marks:
        if names and person:
            lines.append([person.name, "", "", person.username or person.email, "", total])
        else:
            lines.append([code, "", code, "", "", total])
    return [*CANVAS, title], lines


def _written(
    path: Path, columns: Sequence[str], lines: Sequence[Sequence[Any]], *, mark: bool = True
) -> Path:
    write_private(path, csv_bytes(columns, lines, mark=mark))
    return path
