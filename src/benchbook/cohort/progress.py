"""How far a cohort is: who handed in what, what is marked, and what waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import MetaData, Table, func, inspect, select
from sqlalchemy.engine import Connection

from .folder import Cohort
from .gradebook.enrolment import connected
from .people import read_people


@dataclass(frozen=True)
class CaseProgress:
    """One case: how many handed in, are marked, and have something to mark by hand."""

    name: str
    handed_in: int
    marked: int
    waiting: int
    due: datetime | None


@dataclass(frozen=True)
class Progress:
    """The cohort: its people, its cases, and what was received from nobody known."""

    people: int
    cases: list[CaseProgress]
    unmatched: int


def progress(cohort: Cohort) -> Progress:
    """Return how far `cohort` is. Changes nothing."""
    with connected(cohort) as connection:
        cases = [_case(cohort, connection, name) for name in cohort.cases()]
    unmatched = cohort.root / "received" / "unmatched"
    count = len(list(unmatched.iterdir())) if unmatched.is_dir() else 0
    return Progress(len(read_people(cohort)), cases, count)


def _case(cohort: Cohort, connection: Connection, name: str) -> CaseProgress:
    handed_in = cohort.handed_in(name)
    marked = [code for code in handed_in if (cohort.autograded(name, code)).is_dir()]
    waiting, due = _gradebook(connection, name)
    return CaseProgress(name, len(handed_in), len(marked), waiting, due)


def _gradebook(connection: Connection, name: str) -> tuple[int, datetime | None]:
    if "assignment" not in inspect(connection).get_table_names():
        return 0, None
    metadata = MetaData()
    assignment, submission, notebook, grade = (
        Table(table, metadata, autoload_with=connection)
        for table in ("assignment", "submitted_assignment", "submitted_notebook", "grade")
    )
    waiting = connection.scalar(
        select(func.count(func.distinct(submission.c.id)))
        .join(assignment, assignment.c.id == submission.c.assignment_id)
        .join(notebook, notebook.c.assignment_id == submission.c.id)
        .join(grade, grade.c.notebook_id == notebook.c.id)
        .where(assignment.c.name == name, grade.c.needs_manual_grade)
    )
    due = connection.scalar(select(assignment.c.duedate).where(assignment.c.name == name))
    # nbgrader keeps times in UTC without saying so.
    return waiting or 0, due and due.replace(tzinfo=UTC).astimezone()
