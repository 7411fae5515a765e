"""Short forms of a test, and hand-ins whose every answer is written as a sign.

`1` is the right option, `0` a wrong one, `-` no answer, `x` something that is no answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchbook.activities.choose_one.question import ChooseOne
from benchbook.answers import Sheet
from benchbook.casebook.case import Case
from benchbook.marking.keys import read_case
from benchbook.marking.marked import MarkedHandIn, Received, mark_hand_in

ROOT = Path(__file__).resolve().parents[2]
NOON = "2026-11-21T12:00:00+00:00"


def form(name: str) -> Case:
    """Return the real form `name`."""
    return read_case(ROOT / "assessments" / "cases" / f"{name}.yaml")


def short(name: str, places: Sequence[int] = (0, 1, 12)) -> Case:
    """Return the real form with these of its items only: two common mistakes and one duty."""
    case = form(name)
    assert case.form is not None
    items = [case.form.items[n] for n in places]
    return case.model_copy(
        update={
            "questions": [case.questions[n] for n in places],
            "form": case.form.model_copy(update={"items": items}),
        }
    )


def answer(question: Any, sign: str, confidence: str | None = None) -> dict[str, Any] | None:
    """Return the answer that a sign stands for."""
    assert isinstance(question, ChooseOne)
    if sign == "-":
        return None
    if sign == "x":
        return {"option": ["no", "word"]}
    option = next(o.id for o in question.options if o.right == (sign == "1"))
    return {"option": option, **({"confidence": confidence} if confidence else {})}


def sheet(case: Case, signs: str, confidence: str | None = None, at: str = NOON) -> Sheet:
    """Return the answer sheet that the signs stand for, one sign a question."""
    made = Sheet(of=case.id, edition=case.edition)
    for question, sign in zip(case.questions, signs, strict=True):
        given = answer(question, sign, confidence)
        if given is not None:
            made.record(question.id, given, at)
    return made


def marked(case: Case, signs: str, confidence: str | None = None, at: str = NOON) -> MarkedHandIn:
    """Return the hand-in, marked as every hand-in is."""
    return mark_hand_in(case, Received(sheet(case, signs, confidence, at)))


def group(case: Case, *signs: str) -> dict[str, MarkedHandIn]:
    """Return hand-ins by code: the first is P0's."""
    return {f"P{n}": marked(case, told) for n, told in enumerate(signs)}


def flat(shares: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Return shares as pairs of numbers."""
    return {name: (share.count, share.of) for name, share in shares.items()}
