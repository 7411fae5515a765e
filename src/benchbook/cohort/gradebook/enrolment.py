"""Open a cohort's gradebook for nbgrader, and enter its learners by code."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ...errors import UsageError
from ..folder import Cohort

KINDS = ("sqlite", "postgresql")


def check_gradebook(cohort: Cohort, known: Collection[str] = ()) -> None:
    """Raise UsageError unless the gradebook's database answers and holds nobody but the `known`.

    A database of its own for each cohort: nbgrader keeps all learners of a database in one table.
    """
    if cohort.card.gradebook is None:
        if "?" in str(cohort.root):
            raise UsageError(f"{cohort.root}: take the question mark out of the folder's name.")
        return
    with connected(cohort) as connection:
        tables = inspect(connection).get_table_names()
        if "student" in tables:
            there = {str(row[0]) for row in connection.execute(text("SELECT id FROM student"))}
            if there - set(known):
                raise UsageError(
                    f"The database {shown(cohort)} holds another cohort already. "
                    "Give each cohort a database of its own."
                )
        elif tables:
            raise UsageError(
                f"The database {shown(cohort)} holds something else already. "
                "Give each cohort a database of its own."
            )


def shown(cohort: Cohort) -> str:
    """Return the gradebook's address without a password, for a message."""
    return make_url(cohort.db_url).render_as_string(hide_password=True)


@contextmanager
def connected(cohort: Cohort) -> Iterator[Connection]:
    """Give a connection to the gradebook's database. Raises UsageError where there is none."""
    try:
        url = make_url(cohort.db_url)
        if url.get_backend_name() not in KINDS:
            raise UsageError(
                f"A gradebook is kept in SQLite or PostgreSQL, not in {url.get_backend_name()}. "
                "Write its address as postgresql://NAME@HOST/DATABASE."
            )
        engine = create_engine(url)
    except ArgumentError:
        raise UsageError(
            "The address of the gradebook cannot be read. "
            "Write it as postgresql://NAME@HOST/DATABASE."
        ) from None
    except ImportError:
        raise UsageError(
            "The driver for PostgreSQL is not installed. Run: pip install 'psycopg[binary]'"
        ) from None
    try:
        try:
            connection = engine.connect()
        except SQLAlchemyError as error:
            why = str(getattr(error, "orig", error)).strip().splitlines()[0]
            raise UsageError(
                f"The gradebook at {shown(cohort)} cannot be opened: {why}. "
                "Look at the address, and whether the database is running."
            ) from None
        with connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def open_gradebook(cohort: Cohort) -> Iterator[Any]:
    """Give nbgrader's Gradebook of `cohort`, made where it is missing."""
    from nbgrader.api import Gradebook

    _note_version(cohort)
    with Gradebook(cohort.db_url, cohort.card.id) as gradebook:
        yield gradebook


def enrol(cohort: Cohort, codes: Collection[str]) -> None:
    """Enter the learners with these `codes`, in one go; who is there already stays as they are."""
    from nbgrader.api import Student

    with open_gradebook(cohort) as gradebook:
        there = {str(row.id) for row in gradebook.db.query(Student.id)}
        gradebook.db.add_all(Student(id=code) for code in codes if code not in there)
        gradebook.db.commit()


def _note_version(cohort: Cohort) -> None:
    """Write into a new database which form of nbgrader's tables it has.

    nbgrader does it too, but starts the program `alembic` to ask for the version, which takes as
    long as everything else together. Without the version `nbgrader db upgrade` does not work.
    """
    with connected(cohort) as connection:
        if inspect(connection).get_table_names():
            return
        import nbgrader
        from alembic.runtime.migration import MigrationContext
        from alembic.script import ScriptDirectory

        script = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
        MigrationContext.configure(connection).stamp(script, "heads")
        connection.commit()
