"""Read the gradebook without nbgrader, whose import takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ...casebook.case import Case
from ...errors import UsageError
from ...marking.keys import read_case
from ..folder import Cohort

if TYPE_CHECKING:
    from sqlalchemy import Connection


@contextmanager
def reading(cohort: Cohort) -> Iterator[Connection | None]:
    """Give a connection to the gradebook of `cohort`; None where it is not there yet.

    Raises UsageError where it is there and cannot be read.
    """
    from sqlalchemy import create_engine, inspect
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    url = make_url(cohort.db_url)
    # To open SQLite's file where there is none would make an empty one.
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        yield None
        return
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(url)
        try:
            with engine.connect() as connection:
                yield connection if inspect(connection).has_table("grade") else None
        finally:
            engine.dispose()
    except SQLAlchemyError as error:
        told = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise UsageError(
            f"The gradebook of this cohort cannot be read: {told}. "
            "See that its database is there and running, then try again."
        ) from None


def released_case(cohort: Cohort, name: str) -> Case:
    """Return the case `name` with the key that `cohort` was given. Raises UsageError without one."""
    if name not in cohort.cases():
        there = ", ".join(cohort.cases()) or "none yet"
        raise UsageError(
            f"The case “{name}” was not released to this cohort. Released: {there}. "
            f"Release it with “benchbook cohort release {name}”."
        )
    return read_case(cohort.key_file(name))
