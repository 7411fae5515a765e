"""Hand-ins for tests of marking, and the whole of what marking leaves, to compare."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from benchbook.answers import Sheet, sheet_name
from benchbook.casebook.case import Case
from benchbook.cohort.folder import Cohort
from benchbook.cohort.gradebook.database import Gradebook
from benchbook.cohort.marks.again import Changed
from benchbook.cohort.marks.batch import Batch
from benchbook.cohort.marks.batch_summary import Summary
from benchbook.marking.keys import read_case
from benchbook.marking.records import METADATA

CASE = "night-shift"
WHEN = "2026-11-21 10:00:00.000000 UTC"


def key(cohort: Cohort) -> Case:
    """Return the case with its key."""
    return read_case(cohort.key_file(CASE))


def sheet(answers: dict[str, Any]) -> str:
    """Return the text of a sheet with `answers`."""
    made = Sheet(of=CASE, edition=1)
    for question, answer in answers.items():
        made.record(question, answer, "2026-11-21T10:00:00+00:00", "tab")
    return made.model_dump_json(indent=1)


def hand_in(
    cohort: Cohort, code: str, raw: str | bytes | None, when: str | None = WHEN, secret: str = ""
) -> Path:
    """Lay a hand-in into submitted/ as collecting does: the release, the sheet, time and secret."""
    folder = cohort.submitted(CASE, code)
    folder.mkdir(parents=True, exist_ok=True)
    for path in cohort.released(CASE).iterdir():
        shutil.copyfile(path, folder / path.name)
    data = raw.encode() if isinstance(raw, str) else raw
    if data is not None:
        (folder / sheet_name(CASE)).write_bytes(data)
    for name, content in (("timestamp.txt", when), ("submission_secret.txt", secret)):
        if content:
            (folder / name).write_text(content, encoding="utf-8")
    return folder


def mark(
    cohort: Cohort, *only: str, all_again: bool = False, at_once: int = 100, case: str = CASE
) -> Summary:
    """Mark the hand-ins in this process, and return the summary."""
    with Gradebook(cohort.db_url) as gradebook:
        batch = Batch(cohort, case, gradebook, at_once)
        return batch.mark(batch.codes(only), all_again=all_again)


def changes(cohort: Cohort) -> list[Changed]:
    """Return whose marks would change if all were marked again."""
    with Gradebook(cohort.db_url) as gradebook:
        batch = Batch(cohort, CASE, gradebook)
        return [change for change, _ in batch.changes(batch.codes())]


def ask(cohort: Cohort, query: str, **values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query to the gradebook, or nothing for a statement that only writes."""
    engine = create_engine(cohort.db_url)
    try:
        with engine.begin() as connection:
            found = connection.execute(text(query), values)
            return [tuple(row) for row in found] if found.returns_rows else []
    finally:
        engine.dispose()


def grades(cohort: Cohort, code: str) -> dict[str, tuple[float | None, float | None, bool]]:
    """Return auto score, manual score and whether it waits for a person, by cell."""
    rows = ask(
        cohort,
        "select c.name, g.auto_score, g.manual_score, g.needs_manual_grade from grade g"
        " join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id"
        " join submitted_assignment s on s.id = n.assignment_id where s.student_id = :code",
        code=code,
    )
    return {name: (auto, manual, bool(needs)) for name, auto, manual, needs in rows}


def give(cohort: Cohort, code: str, cell: str, points: float) -> None:
    """Give points by hand, as formgrader does."""
    ask(
        cohort,
        "update grade set manual_score = :points, needs_manual_grade = false where id in"
        " (select g.id from grade g join base_cell c on c.id = g.cell_id"
        " join submitted_notebook n on n.id = g.notebook_id"
        " join submitted_assignment s on s.id = n.assignment_id"
        " where s.student_id = :code and c.name = :cell)",
        points=points, code=code, cell=cell,
    )  # fmt: skip


def everything(cohort: Cohort) -> dict[str, Any]:
    """Return all that marking leaves: every row but for its times, and the bytes of every file."""
    found: dict[str, Any] = {}
    for table in ("submitted_assignment", "submitted_notebook", "grade", "comment"):
        found[table] = sorted(ask(cohort, f"select * from {table}"), key=repr)  # noqa: S608 # our own names
    for ours in METADATA.tables.values():
        columns = ", ".join(c.name for c in ours.c if not c.name.endswith("_at"))
        found[ours.name] = sorted(ask(cohort, f"select {columns} from {ours.name}"), key=repr)  # noqa: S608 # as above
    return {**found, **files(cohort)}


def files(cohort: Cohort) -> dict[str, bytes]:
    """Return every file in autograded and feedback, by its path."""
    return {
        path.relative_to(cohort.root).as_posix(): path.read_bytes()
        for top in ("autograded", "feedback")
        for path in sorted((cohort.root / top).rglob("*"))
        if path.is_file()
    }
