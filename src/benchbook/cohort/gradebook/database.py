"""nbgrader's gradebook, read and written in bulk: one connection, short transactions.

nbgrader's own classes write a row at a time and need all of nbgrader imported.
"""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, make_url, select
from sqlalchemy.exc import DBAPIError, OperationalError

from ...errors import BenchbookError, UsageError
from .tables import (
    ASSIGNMENT,
    BASE_CELL,
    COMMENT,
    GRADE,
    GRADE_CELL,
    NOTEBOOK,
    SOURCE_CELL,
    STUDENT,
    SUBMISSION,
    SUBMITTED_NOTEBOOK,
    TASK_CELL,
)

# SQLite: how long to wait for formgrader or another command to finish its write, in seconds.
PATIENCE = 60
ROWS = uuid.uuid5(uuid.NAMESPACE_URL, "benchbook/gradebook").bytes


class GradebookError(BenchbookError):
    """The gradebook's database could not be read or written; what was not written is not lost."""


@dataclass(frozen=True)
class Cells:
    """What the gradebook knows of a released case: its cells by name, as (id, most points)."""

    assignment: str
    notebook: str
    due: datetime | None
    marks: Mapping[str, tuple[str, float]]
    criteria: Mapping[str, tuple[str, float]]
    solutions: Mapping[str, str]
    sources: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """What stands in the gradebook for one cell of a hand-in."""

    auto_score: float | None
    manual_score: float | None
    needs_manual_grade: bool
    comment: str


@dataclass
class Standing:
    """What stands in the gradebook for one hand-in, its rows by the cell's name."""

    notebook: str
    timestamp: datetime | None
    extension: timedelta | None
    rows: dict[str, Row] = field(default_factory=dict)


class Gradebook:
    """The gradebook at an address, opened once. Use it as a context: it closes at the end."""

    def __init__(self, address: str) -> None:
        """Open the gradebook at `address`, as SQLAlchemy writes it.

        Raises GradebookError where its file is not there.
        """
        url = make_url(address)
        on_sqlite = url.get_backend_name() == "sqlite"
        if on_sqlite and not Path(url.database or "").is_file():
            # SQLite would make an empty one in its place.
            raise GradebookError(f"{url.database} is not there. Restore it from your own copy.")
        arguments = {"timeout": PATIENCE} if on_sqlite else {}
        self._engine = create_engine(url, connect_args=arguments)
        if on_sqlite:
            event.listen(self._engine, "connect", _leave_transactions_to_us)
            event.listen(self._engine, "begin", _take_the_write_lock)

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give a connection; all it wrote is kept at the end, or nothing if anything was raised.

        Raises GradebookError with the database's own words where it cannot do what it is asked.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            said = " ".join(str(error.orig).split())
            wait = "is locked" in said or "could not connect" in said
            remedy = (
                "Close what else uses it, or start its server, and run the command again."
                if isinstance(error, OperationalError) and wait
                else "Make sure that the disk is not full and the gradebook is whole, and run the command again."
            )
            raise GradebookError(f"The gradebook could not be used: {said}. {remedy}") from error


def _leave_transactions_to_us(connection: Any, _: object) -> None:
    connection.isolation_level = None


def _take_the_write_lock(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once, without waiting, when another
    # program wrote between; one that takes the lock at its beginning waits its turn.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def read_cells(connection: Connection, case: str) -> Cells:
    """Return the cells of `case`. Raises UsageError where it is not released to this cohort."""
    found = connection.execute(
        select(ASSIGNMENT.c.id, NOTEBOOK.c.id, ASSIGNMENT.c.duedate)
        .join_from(ASSIGNMENT, NOTEBOOK, NOTEBOOK.c.assignment_id == ASSIGNMENT.c.id)
        .where(ASSIGNMENT.c.name == case, NOTEBOOK.c.name == case)
    ).first()
    if found is None:
        raise UsageError(
            f"“{case}” has not been released to this cohort. Run “benchbook cohort release {case}”."
        )
    assignment, notebook, due = found
    in_notebook = BASE_CELL.c.notebook_id == notebook

    def graded(kind: Any) -> dict[str, tuple[str, float]]:
        cells = (
            select(BASE_CELL.c.name, BASE_CELL.c.id, kind.c.max_score)
            .join_from(BASE_CELL, kind, kind.c.id == BASE_CELL.c.id)
            .where(in_notebook)
            .order_by(BASE_CELL.c.name)
        )
        return {name: (key, most) for name, key, most in connection.execute(cells)}

    solutions = select(BASE_CELL.c.name, BASE_CELL.c.id).where(
        in_notebook, BASE_CELL.c.type == "SolutionCell"
    )
    sources = select(SOURCE_CELL.c.name, SOURCE_CELL.c.source, SOURCE_CELL.c.checksum)
    return Cells(
        assignment,
        notebook,
        due,
        graded(GRADE_CELL),
        graded(TASK_CELL),
        {name: key for name, key in connection.execute(solutions)},  # noqa: C416 # a result is no mapping
        {
            name: (source, checksum)
            for name, source, checksum in connection.execute(
                sources.where(SOURCE_CELL.c.notebook_id == notebook)
            )
        },
    )


def known(connection: Connection, students: Collection[str]) -> set[str]:
    """Return those of `students` that the gradebook knows."""
    wanted = select(STUDENT.c.id).where(STUDENT.c.id.in_(students))
    return set(connection.execute(wanted).scalars())


def standing(
    connection: Connection, cells: Cells, students: Collection[str]
) -> dict[str, Standing]:
    """Return what stands for the hand-ins of `students`, by student, without their rows."""
    wanted = (
        select(
            SUBMISSION.c.student_id,
            SUBMITTED_NOTEBOOK.c.id,
            SUBMISSION.c.timestamp,
            SUBMISSION.c.extension,
        )
        .join_from(
            SUBMISSION, SUBMITTED_NOTEBOOK, SUBMITTED_NOTEBOOK.c.assignment_id == SUBMISSION.c.id
        )
        .where(
            SUBMISSION.c.assignment_id == cells.assignment,
            SUBMITTED_NOTEBOOK.c.notebook_id == cells.notebook,
            SUBMISSION.c.student_id.in_(students),
        )
    )
    return {row[0]: Standing(*row[1:]) for row in connection.execute(wanted)}


def read_rows(connection: Connection, cells: Cells, found: Collection[Standing]) -> None:
    """Read into each of `found` the rows that stand for its cells."""
    if not found:
        return
    names = {key: name for name, (key, _) in (*cells.marks.items(), *cells.criteria.items())}
    by_notebook = {s.notebook: s for s in found}
    same = (COMMENT.c.notebook_id == GRADE.c.notebook_id) & (COMMENT.c.cell_id == GRADE.c.cell_id)
    wanted = (
        select(
            GRADE.c.notebook_id,
            GRADE.c.cell_id,
            GRADE.c.auto_score,
            GRADE.c.manual_score,
            GRADE.c.needs_manual_grade,
            COMMENT.c.manual_comment,
        )
        .join_from(GRADE, COMMENT, same, isouter=True)
        .where(GRADE.c.notebook_id.in_(by_notebook))
    )
    for notebook, cell, auto, manual, needs, comment in connection.execute(wanted):
        if cell in names:
            by_notebook[notebook].rows[names[cell]] = Row(auto, manual, needs, comment or "")


def row_id(name: str) -> str:
    """Return the key of the row called `name`: always the same, in the form of nbgrader's own keys.

    It is uuid.uuid5 of that name, as hexadecimal digits, without the object in between.
    """
    raw = bytearray(hashlib.sha1(ROWS + name.encode(), usedforsecurity=False).digest()[:16])
    raw[6] = raw[6] & 0x0F | 0x50
    raw[8] = raw[8] & 0x3F | 0x80
    return raw.hex()
