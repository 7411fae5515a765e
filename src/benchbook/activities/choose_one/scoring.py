"""How `choose-one` is marked: all points for the right option, its `credit` for another."""

from __future__ import annotations

from ..mark import Mark, Remark, Verdict, share
from .question import ChooseOne, ChosenOne


def score(question: ChooseOne, answer: ChosenOne) -> Mark:
    """Return the mark for the chosen option, with the reason for it and for the right one."""
    remarks: list[Remark] = []
    part = 0.0
    for option in question.options:
        if option.id == answer.option:
            part = 1.0 if option.right else option.credit
            verdict: Verdict = "right" if option.right else "wrong"
            remarks.insert(0, Remark(option.text, verdict, option.because, tuple(option.cites)))
        elif option.right:
            remarks.append(Remark(option.text, "missed", option.because, tuple(option.cites)))
    return share(question.points, part, remarks)
