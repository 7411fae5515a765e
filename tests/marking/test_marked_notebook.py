"""The marked notebook that formgrader shows; that it is executed nbgrader's own is proved there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from benchbook.answers.reading import parse_sheet
from benchbook.casebook.case import Case
from benchbook.casebook.yaml_file import read_yaml
from benchbook.marking.marked import Received, mark_hand_in
from benchbook.marking.marked_notebook import MarkedNotebooks
from tests.marking import sheets

ASSESSMENTS = Path(__file__).resolve().parents[2] / "assessments"
EVIL = '<script>window.ran = 1</script> é 🙂 \u2028 \x00 " \\'


@pytest.fixture(scope="module")
def case() -> Case:
    return read_yaml(ASSESSMENTS / "cases" / "night-shift.yaml", Case)


@pytest.fixture(scope="module")
def released() -> str:
    return (ASSESSMENTS / "source" / "night-shift" / "night-shift.ipynb").read_text("utf-8")


def text(case: Case, notebooks: MarkedNotebooks, **other: Any) -> str:
    answers = {**case.key_answers(), **other}
    received = Received(parse_sheet(sheets.sheet(case, answers).encode()))
    return notebooks.text(mark_hand_in(case, received))


def cell(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(c for c in notebook["cells"] if c["id"] == name)
    return found


def test_it_is_written_as_nbformat_writes_it_and_is_valid(case: Case, released: str) -> None:
    made = text(case, MarkedNotebooks(case, released), ruling={"text": EVIL})
    notebook = nbformat.reads(made, as_version=4)
    nbformat.validate(notebook)
    assert nbformat.writes(notebook) + "\n" == made


def test_the_same_marks_give_the_same_text(case: Case, released: str) -> None:
    first = text(case, MarkedNotebooks(case, released))
    notebooks = MarkedNotebooks(case, released)
    text(case, notebooks, charge={"option": "none"})
    assert text(case, notebooks) == first


def test_a_marking_cell_ends_with_the_points_as_nbgrader_reads_them(
    case: Case, released: str
) -> None:
    made = json.loads(text(case, MarkedNotebooks(case, released)))
    for question in case.questions:
        if question.kind != "ruling":
            outputs = cell(made, f"{question.id}-mark")["outputs"]
            assert outputs[-1]["data"]["text/plain"] == [repr(float(question.points))]


def test_what_a_learner_wrote_is_text_in_the_marked_notebook(case: Case, released: str) -> None:
    made = json.loads(text(case, MarkedNotebooks(case, released), ruling={"text": EVIL}))
    shown = "".join(cell(made, "ruling-answer")["outputs"][0]["data"]["text/html"])
    assert "&lt;script&gt;window.ran" in shown
    assert "<script" not in shown


def test_what_nbgrader_saved_of_a_cell_is_put_back(case: Case, released: str) -> None:
    saved = {"ruling-separates": ("Back\nagain", "abc")}
    put = cell(json.loads(text(case, MarkedNotebooks(case, released, saved))), "ruling-separates")
    assert put["source"] == ["Back\n", "again"]
    assert put["metadata"]["nbgrader"]["checksum"] == "abc"


def test_an_answer_of_a_hundred_thousand_entries_does_not_swell_the_notebook(
    case: Case, released: str
) -> None:
    notebooks = MarkedNotebooks(case, released)
    order = case.key_answers()["steps"]["order"] * 20_000
    made = text(case, notebooks, steps={"order": order})
    assert len(made) < len(text(case, notebooks)) + 1000
    assert "does not have the form of this question" in made
