"""A learner's desk: what a page records, what another page is shown, what cannot be saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchbook.activities.desk import PAGES_KEPT, Desk
from benchbook.answers import SheetFile
from benchbook.errors import UsageError
from tests.activities import questions as q

A, B = {"option": "a"}, {"option": "b"}


def desk(folder: Path, respond: Any = None) -> Desk:
    public = {"id": "night-shift", "edition": 1, "questions": [q.choose_one().public()]}
    return Desk(folder, public, respond)


def draft(n: int, answer: Any, tab: str = "one", *, check: bool = False) -> dict[str, Any]:
    return {"n": n, "tab": tab, "answer": answer, "check": check}


def test_a_change_is_saved_and_then_confirmed_with_its_number(tmp_path: Path) -> None:
    control = desk(tmp_path).control("q")
    control.draft = draft(7, A)
    assert (control.saved["n"], control.saved["state"]) == (7, "saved")
    assert SheetFile(tmp_path, "night-shift").sheet.standing() == {"q": A}


def test_a_new_page_shows_the_recorded_answer(tmp_path: Path) -> None:
    desk(tmp_path).control("q").draft = draft(1, A)
    control = desk(tmp_path).control("q")
    assert (control.answer, control.saved["state"]) == (A, "saved")


def test_another_page_shows_the_later_change_and_the_earlier_is_kept(tmp_path: Path) -> None:
    both = desk(tmp_path)
    one, two = both.control("q"), both.control("q")
    one.draft = draft(1, A, "one")
    two.draft = draft(1, B, "two")
    assert (one.answer, one.saved["tab"]) == (B, "two")
    entry = SheetFile(tmp_path, "night-shift").sheet.answers["q"]
    assert (entry.answer, [e.answer for e in entry.earlier]) == (B, [A])


def test_a_change_back_is_seen_by_the_other_page(tmp_path: Path) -> None:
    both = desk(tmp_path)
    one, two = both.control("q"), both.control("q")
    one.draft = draft(1, A, "one")
    two.draft = draft(1, B, "two")
    one.draft = draft(2, A, "one")
    assert two.answer == A


def test_a_cleared_answer_is_empty_again(tmp_path: Path) -> None:
    control = desk(tmp_path).control("q")
    control.draft = draft(1, A)
    control.draft = draft(2, None)
    assert control.saved["state"] == "empty"


def test_what_cannot_be_written_is_not_said_to_be_saved(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    control = desk(folder).control("q")
    folder.rmdir()
    control.draft = draft(1, A)
    assert control.saved["state"] == "not-saved"
    assert "could not be written" in control.saved["message"]


def test_a_handed_in_sheet_says_so_and_keeps_its_answers(tmp_path: Path) -> None:
    here = desk(tmp_path)
    control = here.control("q")
    control.draft = draft(1, A)
    here.sheet_file.hand_in()
    control.draft = draft(2, B)
    assert (control.closed, control.saved["state"]) == (True, "not-saved")
    assert SheetFile(tmp_path, "night-shift").sheet.standing() == {"q": A}


def test_a_graded_case_gives_no_feedback_however_it_is_asked(tmp_path: Path) -> None:
    control = desk(tmp_path).control("q")
    control.draft = draft(1, A, check=True)
    assert (control.practice, control.feedback) == (False, None)


def test_practice_gives_feedback_when_it_is_asked_for(tmp_path: Path) -> None:
    control = desk(tmp_path, lambda name, answer: {"told": (name, answer)}).control("q")
    control.draft = draft(1, A)
    assert control.feedback is None
    control.draft = draft(2, A, check=True)
    assert control.feedback == {"told": ("q", A)}


@pytest.mark.parametrize("nonsense", [{}, {"n": 1, "answer": "text"}, {"answer": {"option": "a"}}])
def test_a_message_that_is_no_answer_changes_nothing(
    tmp_path: Path, nonsense: dict[str, Any]
) -> None:
    desk(tmp_path).control("q").draft = nonsense
    assert list(tmp_path.iterdir()) == []


def test_controls_of_pages_long_closed_are_let_go(tmp_path: Path) -> None:
    here = desk(tmp_path)
    first = here.control("q")
    for _ in range(PAGES_KEPT):
        here.control("q")
    assert first.comm is None


def test_a_question_that_there_is_not_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has no question “none”\. It has: q\."):
        desk(tmp_path).control("none")


def test_a_damaged_sheet_is_told_on_the_control(tmp_path: Path) -> None:
    (tmp_path / "night-shift.answers.json").write_text("{")
    assert "was set aside" in desk(tmp_path).control("q").saved["message"]


def test_a_question_asked_again_knows_the_answer_given_on_this_very_page(tmp_path: Path) -> None:
    first = q.choose_one().public()
    again = {**first, "id": "q-again", "again": "q"}
    here = Desk(tmp_path, {"id": "lesson", "edition": None, "questions": [first, again]})
    one, two = here.control("q"), here.control("q-again")
    one.draft = draft(1, A)
    assert two.before == A
