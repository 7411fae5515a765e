"""Stock nbgrader generates, executes and scores a case, and its marks are those of our marker."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from benchbook.marking.award import award

from .conftest import CASE, EVIL, Course

pytestmark = pytest.mark.long


def test_the_key_earns_full_marks_on_every_question(course: Course) -> None:
    marks = course.scores("full")
    for question in course.case.questions:
        if question.kind != "ruling":
            assert marks[f"{question.id}-mark"] == question.points


def test_nbgraders_marks_are_those_of_the_marker_on_every_question(course: Course) -> None:
    near = course.case.near_miss_answers()
    marks = course.scores("evil")
    for question in course.case.questions:
        if question.kind != "ruling":
            assert marks[f"{question.id}-mark"] == award(question, near[question.id]).points


def test_an_untouched_release_earns_nothing(course: Course) -> None:
    assert set(course.scores("nothing").values()) == {0.0}


def test_a_malformed_answer_earns_nothing_and_the_others_are_marked(course: Course) -> None:
    marks = course.scores("malformed")
    assert marks["charge-mark"] == 0.0
    assert marks["tags-mark"] == 0.0
    assert marks["steps-mark"] == course.case.question("steps").points


def test_a_damaged_sheet_earns_nothing_and_says_so(course: Course) -> None:
    assert set(course.scores("damaged").values()) == {0.0}
    assert "could not be read" in autograded(course, "damaged")


def test_only_the_criteria_of_the_ruling_wait_for_a_person(course: Course) -> None:
    ruling: Any = course.case.question("ruling")
    assert course.manual("full") == {f"ruling-{c.id}" for c in ruling.criteria}


def test_feedback_on_an_option_stands_in_the_marked_notebook_with_its_provision(
    course: Course,
) -> None:
    text = autograded(course, "full")
    assert "Not right" in autograded(course, "evil") or "Missed" in autograded(course, "evil")
    assert "Republic of Marenia, Criminal Code, s" in text


def test_the_release_holds_no_mark_scheme(released: dict[str, Any]) -> None:
    texts = ["".join(c["source"]) for c in released["cells"]]
    assert not any("MARK SCHEME" in text for text in texts)


def test_every_cell_of_the_release_is_locked(released: dict[str, Any]) -> None:
    assert all(c["metadata"]["nbgrader"]["locked"] for c in released["cells"])


def test_the_release_is_the_notebook_and_the_questions_and_nothing_else(course: Course) -> None:
    names = {p.name for p in (course.root / "release" / CASE).iterdir()}
    assert names == {f"{CASE}.ipynb", f"{CASE}.case.json"}


def test_without_a_key_marking_fails_instead_of_giving_full_marks(course: Course) -> None:
    key = course.root / "cases" / f"{CASE}.yaml"
    aside = key.rename(key.with_suffix(".aside"))
    try:
        course.hand_in("keyless", course.case.key_answers())
        course.run("autograde", CASE, "--student", "keyless")
        marks = course.scores("keyless")
        assert set(marks.values()) == {0.0}
    finally:
        aside.rename(key)


def test_feedback_pages_hold_the_answers_and_run_nothing_that_a_learner_wrote(
    course: Course,
) -> None:
    course.run("generate_feedback", CASE)
    page = (course.root / "feedback" / "evil" / CASE / f"{CASE}.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;window.ran" in page
    assert EVIL[:30] not in page
    assert '<img src="none"' not in page


def test_the_export_has_one_row_a_learner(course: Course) -> None:
    course.run("export", "--to", "grades.csv")
    with Path(course.root / "grades.csv").open(encoding="utf-8") as file:
        rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert rows["full"] == 50.0
    assert rows["nothing"] == 0.0


def autograded(course: Course, learner: str) -> str:
    path = course.root / "autograded" / learner / CASE / f"{CASE}.ipynb"
    return path.read_text(encoding="utf-8")
