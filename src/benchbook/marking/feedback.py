"""Feedback as HTML: the answer, what it earned, and why, with provisions.

Everything is escaped here: a learner's words and an author's words are text, never HTML.
"""

from __future__ import annotations

from html import escape
from typing import Any

from ..activities import kinds
from ..activities.mark import Mark, Remark
from ..activities.printed import paragraphs
from ..provisions import shown

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


def remark(found: Remark) -> str:
    """Return one remark as a list item."""
    cites = "; ".join(
        escape(c["label"]) + (f" ({escape(c['note'])})" if c["note"] else "")
        for c in map(shown, found.cites)
    )
    source = f'<p class="bb-provisions">{cites}</p>' if cites else ""
    head = f"<p><strong>{WORDS[found.verdict]}:</strong> {escape(found.about)}</p>"
    return f'<li class="bb-{found.verdict}">{head}{paragraphs(found.text)}{source}</li>'


def feedback(mark: Mark) -> str:
    """Return the points and all remarks of one question."""
    head = f"<p><strong>{points(mark)}</strong></p>" if mark.max else ""
    return f'<div class="bb-marked">{head}<ul>{"".join(remark(r) for r in mark.remarks)}</ul></div>'


def answered(question: dict[str, Any], answer: dict[str, Any] | None) -> str:
    """Return the recorded answer to the public `question` as it reads on paper."""
    if answer is None:
        said = "<p>No answer was given.</p>"
    else:
        try:
            said = kinds.kind(question["kind"]).printed(question, answer)
        except (AttributeError, KeyError, TypeError, ValueError):
            # What a learner sends may be anything; the page says so and goes on.
            said = "<p>The recorded answer does not have the form of this question.</p>"
    return f'<div class="bb-answered">{paragraphs(question["prompt"])}<p><strong>Answer</strong></p>{said}</div>'
