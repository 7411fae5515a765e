"""What marking remembers beside nbgrader's gradebook, in the same database and in tables of our own.

`benchbook_marking` says from which sheet and under which edition the marks of a hand-in are.
`benchbook_history` keeps marks that were replaced. nbgrader leaves tables it does not know alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

LONGEST = 500
METADATA = MetaData()
MARKING = Table(
    "benchbook_marking",
    METADATA,
    Column("student_id", String(128), primary_key=True),
    Column("assignment", String(128), primary_key=True),
    Column("sheet_digest", String(64), nullable=False),
    Column("ruling_digest", String(64), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    Column("marked_at", DateTime, nullable=False),
)
HISTORY = Table(
    "benchbook_history",
    METADATA,
    Column("student_id", String(128), primary_key=True),
    Column("assignment", String(128), primary_key=True),
    Column("cell", String(128), primary_key=True),
    Column("auto_score", Float),
    Column("manual_score", Float),
    Column("needs_manual_grade", Boolean, nullable=False),
    Column("edition", Integer),
    Column("marked_at", DateTime),
    Column("replaced_at", DateTime, primary_key=True),
)


@dataclass(frozen=True)
class Marking:
    """From what the marks of one hand-in are. `problem` is the sentence told of it, or nothing.

    `marked_at` is in UTC without a zone, as nbgrader keeps its times.
    """

    student_id: str
    assignment: str
    sheet_digest: str
    ruling_digest: str
    edition: int
    problem: str
    marked_at: datetime


@dataclass(frozen=True)
class Replaced:
    """The mark of one cell as it was until `replaced_at`; without a marking its edition is None."""

    student_id: str
    assignment: str
    cell: str
    auto_score: float | None
    manual_score: float | None
    needs_manual_grade: bool
    edition: int | None
    marked_at: datetime | None
    replaced_at: datetime


def utc_now() -> datetime:
    """Return the time as the gradebook keeps it: UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def plain_line(text: str) -> str:
    """Return `text` as one short line that every database and every terminal takes.

    A sentence about a sheet may quote the sheet: PostgreSQL refuses a null character, and a
    terminal obeys an escape sequence.
    """
    line = "".join(c if c.isprintable() else " " for c in text[: 2 * LONGEST])
    line = " ".join(line.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def ensure_tables(connection: Connection) -> None:
    """Make our tables where they are missing."""
    try:
        with connection.begin_nested():
            METADATA.create_all(connection)
    except DBAPIError:
        # Another marker may have made them in the same moment; then there is nothing left to make.
        METADATA.create_all(connection)


def last_marking(connection: Connection, student_id: str, assignment: str) -> Marking | None:
    """Return what the marks of one hand-in are from, or None where it was never marked by us."""
    return markings(connection, assignment, [student_id]).get(student_id)


def markings(
    connection: Connection, assignment: str, students: Collection[str]
) -> dict[str, Marking]:
    """Return what the marks of `students` are from, by student; those never marked are left out."""
    wanted = select(MARKING).where(
        MARKING.c.assignment == assignment, MARKING.c.student_id.in_(students)
    )
    names = [f.name for f in fields(Marking)]
    return {
        row.student_id: Marking(**{name: getattr(row, name) for name in names})
        for row in connection.execute(wanted)
    }


def write_marking(connection: Connection, marking: Marking) -> None:
    """Write `marking` over the one there was; the caller commits."""
    write_markings(connection, [marking])


def write_markings(connection: Connection, found: Iterable[Marking]) -> None:
    """Write each of `found` over the one there was; the caller commits."""
    rows = [{**asdict(m), "problem": plain_line(m.problem)} for m in found]
    if not rows:
        return
    statement = insert(connection, MARKING)
    keys = [c.name for c in MARKING.primary_key]
    others = {c.name: statement.excluded[c.name] for c in MARKING.c if c.name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)


def keep_history(connection: Connection, replaced: Sequence[Replaced]) -> None:
    """Keep marks that are about to be replaced; the caller commits."""
    if replaced:
        connection.execute(insert(connection, HISTORY), [asdict(r) for r in replaced])


def forget(connection: Connection, student_id: str) -> None:
    """Delete everything kept here of one student; the caller commits."""
    for table in (MARKING, HISTORY):
        connection.execute(table.delete().where(table.c.student_id == student_id))


def insert(connection: Connection, table: Any) -> Any:
    """Return an insert into `table` that can say what happens where the row is there already.

    SQLite and PostgreSQL write it the same way, but SQLAlchemy keeps it with each.
    """
    on_postgresql = connection.dialect.name == "postgresql"
    return postgresql.insert(table) if on_postgresql else sqlite.insert(table)
