"""Award marks. Pure: an answer in, a mark out; nothing is read, run or remembered."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from ..activities import kinds
from ..activities.mark import Mark, Remark
from ..activities.question import Answer, Question

MALFORMED = "This answer does not have the form of its question, so it could not be marked."


def award(question: Question, answer: Any) -> Mark:
    """Return the mark of `answer` for `question`.

    No answer earns 0, a malformed answer earns 0 and says so; neither raises.
    """
    return award_given(question, given(question.kind, answer), answered=answer is not None)


def given(kind: str, answer: Any) -> Answer | None:
    """Return `answer` in the form that `kind` asks; None where there is none or it is malformed."""
    if answer is None:
        return None
    try:
        return kinds.kind(kind).answer.model_validate(answer)
    except (ValidationError, RecursionError):
        return None


def award_given(question: Question, answer: Answer | None, *, answered: bool) -> Mark:
    """Return the mark of an answer that `given` has read; `answered` tells malformed from missing."""
    if answer is not None:
        mark: Mark = kinds.kind(question.kind).score(question, answer)
        return mark
    most = 0.0 if question.kind == "ruling" else question.points
    if answered:
        return Mark(0.0, most, (Remark("Malformed answer", "wrong", MALFORMED),))
    return Mark(0.0, most, (Remark("No answer", "missed", "You gave no answer to this question."),))


def is_malformed(question: Question, answer: Any) -> bool:
    """Tell whether `answer` is there but cannot be one to `question`."""
    return answer is not None and given(question.kind, answer) is None
