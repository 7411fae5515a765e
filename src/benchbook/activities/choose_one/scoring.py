"""How `choose-one` is marked: all points for the right option, its `credit` for another."""

from __future__ import annotations

from ..mark import Mark, Remark, share
from .question import ChooseOne, ChosenOne


def score(question: ChooseOne, answer: ChosenOne) -> Mark:
    """Return the mark for the chosen option, with the reason for it and for the right one."""
    remarks = []
    part = 0.0
    for option in question.options:
        if option.id == answer.option:
            part = 1.0 if option.right else option.credit
            verdict = "right" if option.right else "wrong"
            remarks.insert(0, Remark(option.text, verdict, option.because, tuple(option.cites)))  # type: ignore[arg-type] # a Literal after a conditional
        elif option.right:
            remarks.append(Remark(option.text, "missed", option.because, tuple(option.cites)))
    return share(question.points, part, remarks)
