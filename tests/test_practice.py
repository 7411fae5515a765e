"""Practice answers at once; a ruling is answered with rulings to compare it with."""

from __future__ import annotations

from benchbook.practice import prepared, respond_to


def test_a_ruling_in_a_lesson_is_answered_with_its_exemplars() -> None:
    keys = prepared("capstone", "modules")
    given = respond_to(keys)("ruling", {"text": "Not guilty on count 3."})
    about = [remark["about"] for remark in given["remarks"]]
    assert about[-2:] == ["A ruling at the level “Full”", "A ruling at the level “Partly”"]
    assert given["max"] == 0


def test_another_question_is_answered_without_exemplars() -> None:
    keys = prepared("capstone", "modules")
    given = respond_to(keys)("claim", {"options": ["hours"]})
    assert not [r for r in given["remarks"] if r["about"].startswith("A ruling")]
