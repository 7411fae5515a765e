"""Award marks. Pure: an answer in, a mark out; nothing is read, run or remembered."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from ..activities import kinds
from ..activities.mark import Mark, Remark
from ..activities.question import Question

MALFORMED = "This answer does not have the form of its question, so it could not be marked."


def award(question: Question, answer: Any) -> Mark:
    """Return the mark of `answer` for `question`.

    No answer earns 0, a malformed answer earns 0 and says so; neither raises.
    """
    kind = kinds.kind(question.kind)
    most = 0.0 if question.kind == "ruling" else question.points
    if answer is None:
        return Mark(
            0.0, most, (Remark("No answer", "missed", "You gave no answer to this question."),)
        )
    try:
        given = kind.answer.model_validate(answer)
    except (ValidationError, RecursionError):
        return Mark(0.0, most, (Remark("Malformed answer", "wrong", MALFORMED),))
    mark: Mark = kind.score(question, given)
    return mark


def is_malformed(question: Question, answer: Any) -> bool:
    """Tell whether `answer` is there but cannot be one to `question`."""
    if answer is None:
        return False
    try:
        kinds.kind(question.kind).answer.model_validate(answer)
    except (ValidationError, RecursionError):
        return True
    return False
