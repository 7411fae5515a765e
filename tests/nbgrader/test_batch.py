"""What `benchbook mark` leaves is what stock, executing nbgrader leaves, row by row."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from benchbook.cohort.folder import Card, Cohort, write_card
from tests.cohort.batches import ask, mark

from .conftest import CASE, Course

pytestmark = pytest.mark.long
LEARNERS = ("full", "evil", "nothing", "malformed", "damaged")
ROWS = (
    "select s.student_id, c.name, g.auto_score, g.manual_score, g.extra_credit,"
    " g.needs_manual_grade, k.auto_comment, k.manual_comment, k.id is null from grade g"
    " join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id"
    " join submitted_assignment s on s.id = n.assignment_id"
    " left join comment k on k.cell_id = g.cell_id and k.notebook_id = g.notebook_id"
)


def rows(cohort: Cohort) -> list[tuple[Any, ...]]:
    return sorted((r for r in ask(cohort, ROWS) if r[0] in LEARNERS), key=repr)


@pytest.fixture(scope="module")
def pair(course: Course, tmp_path_factory: pytest.TempPathFactory) -> tuple[Cohort, Cohort]:
    """Give the course that stock nbgrader marked, and a copy marked in one process instead."""
    root = tmp_path_factory.mktemp("batch") / "course"
    shutil.copytree(course.root, root)
    stock, ours = (
        Cohort(place, Card(id="benchbook", title="Course")) for place in (course.root, root)
    )
    write_card(ours)
    for table in ("comment", "grade", "submitted_notebook", "submitted_assignment"):
        ask(ours, f"delete from {table}")  # noqa: S608 # names of our own
    for folder in ("autograded", "feedback"):
        shutil.rmtree(root / folder, ignore_errors=True)
    mark(ours, *LEARNERS)
    return stock, ours


def test_every_row_of_the_gradebook_is_as_stock_nbgrader_writes_it(
    pair: tuple[Cohort, Cohort],
) -> None:
    stock, ours = pair
    # A mark that another test gave by hand in the shared course is not nbgrader's.
    given = {(r[0], r[1]) for r in rows(stock) if r[3] is not None}
    wanted = [r for r in rows(stock) if (r[0], r[1]) not in given]
    assert [r for r in rows(ours) if (r[0], r[1]) not in given] == wanted
    assert len(rows(ours)) == 14 * len(LEARNERS)


def test_the_rows_of_hand_in_and_notebook_are_as_stock_nbgrader_writes_them(
    pair: tuple[Cohort, Cohort],
) -> None:
    query = (
        "select s.student_id, s.timestamp, s.extension, n.flagged, n.late_submission_penalty"
        " from submitted_assignment s join submitted_notebook n on n.assignment_id = s.id"
    )
    stock, ours = (sorted(r for r in ask(cohort, query) if r[0] in LEARNERS) for cohort in pair)
    assert ours == stock


@pytest.mark.parametrize("learner", LEARNERS)
def test_the_files_beside_the_marked_notebook_are_those_that_stock_nbgrader_leaves(
    pair: tuple[Cohort, Cohort], learner: str
) -> None:
    stock, ours = (_files(cohort.autograded(CASE, learner)) for cohort in pair)
    assert ours == stock


def _files(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return mode and content of each file but the notebook, whose content another test compares."""
    return {
        path.name: (
            path.stat().st_mode & 0o777,
            b"" if path.suffix == ".ipynb" else path.read_bytes(),
        )
        for path in folder.iterdir()
    }


def test_nbgrader_marks_on_over_what_was_written_in_bulk(
    pair: tuple[Cohort, Cohort], course: Course
) -> None:
    _, ours = pair
    before = rows(ours)
    there = Course(ours.root)
    there.run("autograde", CASE, "--student", "evil", "--force")
    assert rows(ours) == before
    there.run("generate_feedback", CASE, "--student", "evil", "--force")
    assert course.case.id == CASE
