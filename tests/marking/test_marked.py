"""Marking a hand-in: which sheet counts, what is told of it, and what changes when a ruling does."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from benchbook.answers import sheet_name
from benchbook.casebook.case import Case
from benchbook.marking.marked import MarkedHandIn, mark_hand_in, receive
from tests.marking import sheets

CASES = Path(__file__).resolve().parents[2] / "assessments" / "cases"


@pytest.fixture(scope="module")
def case() -> Case:
    from benchbook.casebook.yaml_file import read_yaml

    return read_yaml(CASES / "night-shift.yaml", Case)


def marked(case: Case, folder: Path, **other: Any) -> MarkedHandIn:
    """Return the marks of a sheet with the key, but for the answers in `other`."""
    text = sheets.sheet(case, {**case.key_answers(), **other})
    (folder / sheet_name(case.id)).write_text(text, encoding="utf-8")
    return mark_hand_in(case, receive(folder, case.id))


def test_a_hand_in_without_a_sheet_is_marked_and_says_so(case: Case, tmp_path: Path) -> None:
    received = receive(tmp_path, case.id)
    assert (received.missing, received.digest) == (True, "")
    assert received.problem == "There is no answer sheet in this hand-in."
    assert mark_hand_in(case, received).earned == 0


def test_the_key_earns_all_points_and_leaves_nothing_to_tell(case: Case, tmp_path: Path) -> None:
    found = marked(case, tmp_path)
    assert found.earned == sum(q.mark.max for q in found.questions)
    assert (found.notes, found.received.problem, len(found.received.digest)) == ((), "", 64)


def test_a_sheet_of_another_case_earns_nothing_and_says_whose_it_is(
    case: Case, tmp_path: Path
) -> None:
    text = sheets.sheet(case, case.key_answers()).replace(
        '"of": "night-shift"', '"of": "x\\u0000y"'
    )
    (tmp_path / sheet_name(case.id)).write_text(text, encoding="utf-8")
    found = mark_hand_in(case, receive(tmp_path, case.id))
    assert found.earned == 0
    assert found.received.problem == "The answer sheet belongs to “x\ufffdy”, not to “night-shift”."


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such file on Windows")
def test_a_pipe_or_a_link_in_the_place_of_a_sheet_is_told_and_not_waited_for(
    case: Case, tmp_path: Path
) -> None:
    path = tmp_path / sheet_name(case.id)
    path.symlink_to("nowhere")
    assert "is a link" in receive(tmp_path, case.id).problem
    path.unlink()
    os.mkfifo(path)
    assert "a folder or a device" in receive(tmp_path, case.id).problem


def test_unknown_questions_earn_nothing_and_the_others_count(case: Case, tmp_path: Path) -> None:
    strange = {f"strange-{n}": {"option": "a"} for n in range(7)}
    found = marked(case, tmp_path, **strange)
    assert found.earned == sum(q.mark.max for q in found.questions)
    assert found.notes == (
        "It answers “strange-0”, “strange-1”, “strange-2”, “strange-3”, “strange-4” and 2 more, "
        "which “night-shift” does not ask.",
    )


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("charge", {"option": "no-such-thing"}),
        ("protection", {"options": ["no-such-thing"]}),
        ("tags", {"tags": {"no-such-thing": {"means": "for"}}}),
        ("steps", {"order": ["no-such-thing"]}),
        ("elements-lena", {"elements": {"act": {"passages": ["no-such-thing"]}}}),
    ],
)
def test_an_option_that_the_question_does_not_offer_earns_nothing_and_is_told(
    case: Case, tmp_path: Path, question: str, answer: dict[str, Any]
) -> None:
    found = marked(case, tmp_path, **{question: answer})
    points = {q.question.id: q.mark.points for q in found.questions}
    assert points[question] == 0
    assert all(q.mark.points == q.mark.max for q in found.questions if q.question.id != question)
    assert found.notes == (
        f"The answer to “{question}” names “no-such-thing”, which it does not offer.",
    )


def test_a_malformed_answer_is_told_and_the_others_count(case: Case, tmp_path: Path) -> None:
    found = marked(case, tmp_path, charge={"option": ["a"]})
    assert found.notes == ("The answer to “charge” does not have the form of its question.",)
    assert [q.question.id for q in found.questions if q.malformed] == ["charge"]


def test_the_digest_of_the_ruling_follows_its_text_and_nothing_else(
    case: Case, tmp_path: Path
) -> None:
    first = marked(case, tmp_path, ruling={"text": "One."}).ruling_digest()
    assert marked(case, tmp_path, ruling={"text": "One."}, charge={}).ruling_digest() == first
    others = [
        marked(case, tmp_path, ruling=r).ruling_digest() for r in ({"text": "Two."}, {"text": 3})
    ]
    assert len({first, *others}) == 3
