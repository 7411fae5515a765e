"""How a `ruling` is marked: by a person. This rule only hands the criteria on as remarks."""

from __future__ import annotations

from ..mark import Mark, Remark, Verdict
from .question import Ruling, Written


def score(question: Ruling, answer: Written) -> Mark:
    """Return a mark out of 0 points: no point of a ruling is given without a reader."""
    said: Verdict = "note" if answer.text.strip() else "missed"
    remarks = [Remark(c.title, said, c.model, tuple(c.cites)) for c in question.criteria]
    return Mark(0.0, 0.0, tuple(remarks))
