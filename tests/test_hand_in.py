"""Handing in: the sheet is closed, and marked in a process that is not the learner's kernel."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchbook.answers import SheetFile
from benchbook.casebook.case import Case
from benchbook.casebook.yaml_file import read_yaml
from benchbook.errors import UsageError
from benchbook.hand_in import in_cohort
from benchbook.marking.self_mark import marked_html, self_mark

ROOT = Path(__file__).resolve().parents[1]
CASE = "night-shift"


@pytest.fixture(scope="module")
def case() -> Case:
    return read_yaml(ROOT / "assessments" / "cases" / f"{CASE}.yaml", Case)


def test_an_open_sheet_is_not_marked(tmp_path: Path) -> None:
    SheetFile(tmp_path, CASE).record("charge", {"option": "a"})
    with pytest.raises(UsageError, match="still open"):
        self_mark(tmp_path, CASE)


def test_a_closed_sheet_comes_back_marked_as_json_from_another_process(
    tmp_path: Path, case: Case
) -> None:
    sheet = SheetFile(tmp_path, CASE)
    for question, answer in case.key_answers().items():
        sheet.record(question, answer)
    sheet.hand_in()
    command = [sys.executable, "-P", "-m", "benchbook.marking.self_mark", str(tmp_path), CASE]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert "Your marks: 50 of 50 points" in told["html"]


def test_what_comes_back_holds_rubric_and_exemplars_beside_the_ruling(case: Case) -> None:
    html = marked_html(case, case.key_answers())
    ruling = next(q for q in case.questions if q.kind == "ruling")
    for criterion in ruling.criteria:  # type: ignore[attr-defined] # a ruling has criteria
        assert criterion.title.replace("’", "’") in html
    assert "Two rulings to compare yours with" in html


def test_nothing_that_a_learner_wrote_is_html(case: Case) -> None:
    answers = {
        "ruling": {"text": '<script>x</script><img src=x onerror="y">'},
        "charge": {"option": "<b>"},
    }
    html = marked_html(case, answers)
    assert "<script>" not in html
    assert "<img" not in html


def test_a_case_without_key_says_that_the_instructor_marks_it(tmp_path: Path) -> None:
    sheet = SheetFile(tmp_path, "private-case")
    sheet.hand_in()
    with pytest.raises(UsageError, match="Your instructor marks it"):
        self_mark(tmp_path, "private-case")


def test_a_cohorts_card_above_the_case_means_that_the_instructor_marks(tmp_path: Path) -> None:
    place = tmp_path / "cases" / CASE
    place.mkdir(parents=True)
    assert not in_cohort(place)
    (tmp_path / "cohort.json").write_text("{}")
    assert in_cohort(place)
