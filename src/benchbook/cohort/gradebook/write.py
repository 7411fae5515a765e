"""Write the marks of many hand-ins into nbgrader's gradebook at once.

Every row of a hand-in is written, from the gradebook's own list of cells, so that none is stale.
What a person gave is never touched: manual scores, extra credit and manual comments are in no
statement here. Each statement is one step for the database, so a mark that formgrader writes
meanwhile is not lost either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, false, func, null, select, true

from ...marking.records import insert
from .database import Cells, Standing, row_id, standing
from .tables import COMMENT, GRADE, SUBMISSION, SUBMITTED_NOTEBOOK

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Marks:
    """What is written of one hand-in: the points by mark cell, and whether its ruling is another.

    `timestamp` is when it was handed in, or None where that is not known.
    """

    student: str
    timestamp: datetime | None
    scores: Mapping[str, float]
    new_ruling: bool


def write_marks(
    connection: Connection,
    course: str,
    cells: Cells,
    found: Sequence[Marks],
    there: Mapping[str, Standing],
) -> None:
    """Write all `found`; `there` is what stood for them. The caller commits."""
    notebooks = {m.student: there[m.student].notebook for m in found if m.student in there}
    _submissions(connection, course, cells, found)
    missing = [m.student for m in found if m.student not in notebooks]
    if missing:
        _notebooks(connection, course, cells, missing)
        now_there = standing(connection, cells, missing)
        notebooks |= {student: s.notebook for student, s in now_there.items()}
    _mark_cells(connection, list(_mark_rows(course, cells, found, notebooks)))
    for new in (False, True):
        rows = _criterion_rows(course, cells, [m for m in found if m.new_ruling is new], notebooks)
        _criteria(connection, rows, new)
    _comments(connection, _comment_rows(course, cells, found, notebooks))


def _submissions(connection: Connection, course: str, cells: Cells, found: Sequence[Marks]) -> None:
    rows = [
        {
            "id": row_id(f"{course}/{cells.assignment}/{m.student}"),
            "assignment_id": cells.assignment,
            "student_id": m.student,
            "timestamp": m.timestamp,
        }
        for m in found
    ]
    statement = insert(connection, SUBMISSION)
    # As nbgrader does: without a time the one known before stays.
    kept = func.coalesce(statement.excluded.timestamp, SUBMISSION.c.timestamp)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["assignment_id", "student_id"], set_={"timestamp": kept}
        ),
        rows,
    )


def _notebooks(connection: Connection, course: str, cells: Cells, students: Sequence[str]) -> None:
    # The submission may be nbgrader's own, with a key that nbgrader chose.
    wanted = select(SUBMISSION.c.student_id, SUBMISSION.c.id).where(
        SUBMISSION.c.assignment_id == cells.assignment, SUBMISSION.c.student_id.in_(students)
    )
    rows = [
        {
            "id": row_id(f"{course}/{cells.assignment}/{student}/{cells.notebook}"),
            "assignment_id": submission,
            "notebook_id": cells.notebook,
            "flagged": False,
        }
        for student, submission in connection.execute(wanted)
    ]
    connection.execute(
        insert(connection, SUBMITTED_NOTEBOOK).on_conflict_do_nothing(
            index_elements=["notebook_id", "assignment_id"]
        ),
        rows,
    )


def _mark_rows(
    course: str, cells: Cells, found: Sequence[Marks], notebooks: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for marks in found:
        notebook = notebooks[marks.student]
        for name, (cell, _) in cells.marks.items():
            yield {
                "id": row_id(f"{course}/{cells.assignment}/{marks.student}/{cell}"),
                "notebook_id": notebook,
                "cell_id": cell,
                "auto_score": marks.scores[name],
                "needs_manual_grade": False,
            }


def _mark_cells(connection: Connection, rows: Rows) -> None:
    if not rows:
        return
    statement = insert(connection, GRADE)
    # nbgrader's own rule: a score that a person gave over the marker's is to be looked at again.
    needs = case((GRADE.c.manual_score.is_(None), false()), else_=true())
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["cell_id", "notebook_id"],
            set_={"auto_score": statement.excluded.auto_score, "needs_manual_grade": needs},
        ),
        rows,
    )


def _criterion_rows(
    course: str, cells: Cells, found: Sequence[Marks], notebooks: Mapping[str, str]
) -> Rows:
    return [
        {
            "id": row_id(f"{course}/{cells.assignment}/{marks.student}/{cell}"),
            "notebook_id": notebooks[marks.student],
            "cell_id": cell,
            "needs_manual_grade": True,
        }
        for marks in found
        for cell, _ in cells.criteria.values()
    ]


def _criteria(connection: Connection, rows: Rows, new_ruling: bool) -> None:
    if not rows:
        return
    statement = insert(connection, GRADE)
    done = GRADE.c.manual_score.is_not(None)
    needs = true() if new_ruling else case((done, GRADE.c.needs_manual_grade), else_=true())
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["cell_id", "notebook_id"],
            set_={"auto_score": null(), "needs_manual_grade": needs},
        ),
        rows,
    )


def _comment_rows(
    course: str, cells: Cells, found: Sequence[Marks], notebooks: Mapping[str, str]
) -> Rows:
    commented = [*cells.solutions.values(), *(cell for cell, _ in cells.criteria.values())]
    return [
        {
            "id": row_id(f"{course}/{cells.assignment}/{marks.student}/{cell}/comment"),
            "notebook_id": notebooks[marks.student],
            "cell_id": cell,
        }
        for marks in found
        for cell in commented
    ]


def _comments(connection: Connection, rows: Rows) -> None:
    if rows:
        connection.execute(
            insert(connection, COMMENT).on_conflict_do_update(
                index_elements=["cell_id", "notebook_id"], set_={"auto_comment": null()}
            ),
            rows,
        )
