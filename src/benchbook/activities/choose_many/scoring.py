"""How `choose-many` is marked: (right picks - wrong picks) / number of right options, not below 0.

A wrong pick costs what a right one earns, so ticking everything does not pay.
Options that are defensible either way do not count.
"""

from __future__ import annotations

from ..mark import Mark, Remark, share
from .question import ChooseMany, ChosenMany


def score(question: ChooseMany, answer: ChosenMany) -> Mark:
    """Return the mark for the ticked options, with a remark for each that was ticked or missed."""
    ticked = set(answer.options)
    remarks = []
    balance = 0
    for option in question.options:
        cites = tuple(option.cites)
        if option.either:
            if option.id in ticked:
                remarks.append(Remark(option.text, "accepted", option.because, cites))
        elif option.id in ticked:
            balance += 1 if option.right else -1
            remarks.append(
                Remark(option.text, "right" if option.right else "wrong", option.because, cites)
            )
        elif option.right:
            remarks.append(Remark(option.text, "missed", option.because, cites))
    return share(question.points, balance / sum(o.right for o in question.options), remarks)
