"""How a ruling reads on paper."""

from __future__ import annotations

from typing import Any

from ..printed import paragraphs


def printed(question: dict[str, Any], answer: dict[str, Any]) -> str:  # noqa: ARG001 # one signature for all kinds
    """Return HTML for the learner's text; nothing in it is read as HTML."""
    text = str(answer.get("text", "")).strip()
    return paragraphs(text) if text else "<p>No ruling was written.</p>"
