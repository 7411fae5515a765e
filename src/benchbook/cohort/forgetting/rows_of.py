"""Take a learner out of the gradebook's database, and look for what names somebody there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import MetaData, String, Table, delete, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from ...errors import UsageError
from ..folder import Cohort
from ..gradebook.enrolment import connected, shown
from .names import Mark, plain_text


def delete_learner(cohort: Cohort, code: str) -> int:
    """Delete every row about `code`, nbgrader's and ours, and return how many there were.

    Nothing of them stays in the file of an SQLite database. Raises UsageError where the gradebook
    is in use by somebody else.
    """
    if not _is_there(cohort):
        return 0
    try:
        with connected(cohort) as connection:
            sqlite = connection.dialect.name == "sqlite"
            if sqlite:
                # What is deleted is written over with zeros, and not only let go.
                connection.execute(text("PRAGMA secure_delete = ON"))
            count = _delete(connection, _tables(connection), code)
            connection.commit()
        with connected(cohort) as connection:
            _put_together(connection, sqlite=sqlite)
    except OperationalError as error:
        why = str(error.orig).strip().splitlines()[0]
        raise UsageError(
            f"The gradebook {shown(cohort)} is in use ({why}). Stop what has it open, such as "
            "“benchbook cohort open”, and give the command again."
        ) from None
    return count


def _is_there(cohort: Cohort) -> bool:
    return cohort.card.gradebook is not None or (cohort.root / "gradebook.db").is_file()


def _tables(connection: Connection) -> dict[str, Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return dict(metadata.tables)


def _delete(connection: Connection, tables: dict[str, Table], code: str) -> int:
    count = 0
    if "submitted_assignment" in tables:
        handed_in, notebook = tables["submitted_assignment"], tables["submitted_notebook"]
        ids = select(handed_in.c.id).where(handed_in.c.student_id == code)
        notebooks = select(notebook.c.id).where(notebook.c.assignment_id.in_(ids))
        for name in ("grade", "comment"):
            of = tables[name]
            count += connection.execute(delete(of).where(of.c.notebook_id.in_(notebooks))).rowcount
        count += connection.execute(
            delete(notebook).where(notebook.c.assignment_id.in_(ids))
        ).rowcount
    # nbgrader's hand-ins, and our own tables of markings and of earlier marks.
    for table in tables.values():
        if "student_id" in table.c:
            count += connection.execute(delete(table).where(table.c.student_id == code)).rowcount
    if "student" in tables:
        student = tables["student"]
        count += connection.execute(delete(student).where(student.c.id == code)).rowcount
    return count


def _put_together(connection: Connection, *, sqlite: bool) -> None:
    """Write the database anew without what was deleted."""
    alone = connection.execution_options(isolation_level="AUTOCOMMIT")
    if sqlite:
        alone.execute(text("VACUUM"))
        # Where the gradebook keeps a journal of its own, the pages before stand there.
        alone.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    else:
        # Other graders may be at work: rather leave empty rows than keep them waiting.
        alone.execute(text("SET lock_timeout = '10s'"))
        for name in _tables(alone):
            quoted = alone.dialect.identifier_preparer.quote(name)
            alone.execute(text(f"VACUUM FULL {quoted}"))


def search_database(cohort: Cohort, marks: Iterable[Mark]) -> Iterator[tuple[str, Mark]]:
    """Return where in the gradebook's tables one of the `marks` stands."""
    if not _is_there(cohort):
        return
    with connected(cohort) as connection:
        for name, table in sorted(_tables(connection).items()):
            columns = [c for c in table.c if isinstance(c.type, String)]
            left = {(column.name, mark) for column in columns for mark in marks}
            rows = connection.execution_options(stream_results=True).execute(select(*columns))
            for row in rows if columns else ():
                plain = [plain_text(value) if value else "" for value in row]
                for column, value in zip(columns, plain, strict=True):
                    for mark in marks:
                        if (column.name, mark) in left and mark.stands_in(value):
                            left.discard((column.name, mark))
                            yield f"the gradebook, table {name}, column {column.name}", mark
