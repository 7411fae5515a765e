"""How a `ruling` is marked: by a person. This rule only hands the criteria on as remarks."""

from __future__ import annotations

from ..mark import Mark, Remark
from .question import Ruling, Written


def score(question: Ruling, answer: Written) -> Mark:
    """Return a mark out of 0 points: no point of a ruling is given without a reader."""
    said = "note" if answer.text.strip() else "missed"
    return Mark(0.0, 0.0, tuple(Remark(c.title, said, c.model, tuple(c.cites)) for c in question.criteria))  # type: ignore[arg-type] # a Literal after a conditional
