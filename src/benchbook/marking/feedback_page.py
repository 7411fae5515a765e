"""The feedback page of one hand-in: their answer, the better answer, why, and the rubric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from ..casebook.case import Case
from .feedback import answered, feedback
from .marked import MarkedHandIn


@dataclass(frozen=True)
class RubricMark:
    """What a person gave for one criterion: points and comment; points are None until given."""

    points: float | None
    comment: str = ""


class FeedbackPages:
    """Makes the feedback pages of one case; what is the same on all of them is made once."""

    def __init__(self, case: Case) -> None:
        """Prepare the pages of `case`."""
        self.case = case
        self._public = {q.id: q.public() for q in case.questions}

    def page(
        self,
        marked: MarkedHandIn,
        rubric: Mapping[str, RubricMark],  # noqa: ARG002 # shown from the next change on
        code: str,
    ) -> str:
        """Return the page as HTML. `rubric` is by criterion id, without its question's id.

        `code` is the learner's; no name stands on a page. The same marks give the same bytes.
        """
        sections = [
            f"<section><h2>{escape(q.question.title)}</h2>"
            f"{answered(self._public[q.question.id], q.answer)}{feedback(q.mark)}</section>"
            for q in marked.questions
        ]
        title = escape(self.case.title)
        return (
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body><main><h1>{title}</h1><p>{escape(code)}</p>{''.join(sections)}</main></body></html>\n"
        )
