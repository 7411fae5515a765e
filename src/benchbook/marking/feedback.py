"""Feedback as HTML: the answer, what it earned, and why, with provisions.

Everything is escaped here: a learner's words and an author's words are text, never HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from ..activities import kinds
from ..activities.mark import Mark, Remark
from ..activities.printed import paragraphs
from ..provisions import shown
from .award import given

WORDS = {
    "right": "Right",
    "wrong": "Not right",
    "missed": "Missed",
    "accepted": "Also defensible",
    "note": "Note",
}


def points(mark: Mark) -> str:
    """Return the points as a reader says them."""
    return f"{mark.points:g} of {mark.max:g} points"


def provisions(cites: Iterable[str]) -> str:
    """Return the provisions by label, each with what a reader is warned of, or nothing."""
    named = "; ".join(
        escape(c["label"]) + (f" ({escape(c['note'])})" if c["note"] else "")
        for c in map(shown, cites)
    )
    return f'<p class="bb-provisions">{named}</p>' if named else ""


@lru_cache(maxsize=4096)
def remark(found: Remark) -> str:
    """Return one remark as a list item."""
    source = provisions(found.cites)
    head = f"<p><strong>{WORDS[found.verdict]}:</strong> {escape(found.about)}</p>"
    return f'<li class="bb-{found.verdict}">{head}{paragraphs(found.text)}{source}</li>'


def feedback(mark: Mark) -> str:
    """Return the points and all remarks of one question."""
    head = f"<p><strong>{points(mark)}</strong></p>" if mark.max else ""
    return f'<div class="bb-marked">{head}<ul>{"".join(remark(r) for r in mark.remarks)}</ul></div>'


def answered(question: dict[str, Any], answer: dict[str, Any] | None) -> str:
    """Return the recorded answer to the public `question` as it reads on paper."""
    return under_prompt(question, said(question, answer))


def under_prompt(question: dict[str, Any], told: str) -> str:
    """Return the prompt of the public `question`, and under it what was `told` in answer."""
    prompt = _prompt(question["prompt"])
    return f'<div class="bb-answered">{prompt}<p><strong>Answer</strong></p>{told}</div>'


def said(question: dict[str, Any], answer: dict[str, Any] | None) -> str:
    """Return the recorded answer alone, as it reads on paper; never raises."""
    fits = answer is None or given(question["kind"], answer) is not None
    return said_as(question, answer, fits=fits)


def said_as(question: dict[str, Any], answer: dict[str, Any] | None, *, fits: bool) -> str:
    """Return `said` where it is known whether the answer has the form of its question."""
    if answer is None:
        return "<p>No answer was given.</p>"
    if not fits:
        # Nothing of it is shown: it may be anything, and a million times as long as an answer.
        return "<p>The recorded answer does not have the form of this question.</p>"
    return kinds.kind(question["kind"]).printed(question, answer)


# The same few prompts stand in every hand-in; what learners write is never kept.
_prompt = lru_cache(maxsize=512)(paragraphs)
