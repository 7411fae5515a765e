"""Small pieces of the printed form. All text is escaped here: a learner's words are never HTML."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

CONFIDENCE = {"fairly-sure": "fairly sure", "sure": "sure", "certain": "certain"}
VERDICTS = {
    "made-out": "Made out",
    "not-made-out": "Not made out",
    "not-enough": "Not enough evidence",
}
TAGS = {"act": "Act", "means": "Means", "purpose": "Purpose", "age": "Age"}


def paragraphs(text: str) -> str:
    """Return `text` as HTML paragraphs, cut at blank lines, line breaks kept."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    return "".join("<p>" + escape(p).replace("\n", "<br>") + "</p>" for p in parts if p)


@lru_cache(maxsize=2048)
def _kept(text: str) -> str:
    return escape(text)


def _escaped(text: str) -> str:
    # The same few texts of a case stand in every hand-in; a long one is a learner's.
    return _kept(text) if len(text) < 1000 else escape(text)


def item(text: str, more: str = "") -> str:
    """Return one list item, with `more` after a dash."""
    return "<li>" + _escaped(text) + (f" – {escape(more)}" if more else "") + "</li>"


def listing(items: list[str], empty: str = "Nothing chosen.", *, ordered: bool = False) -> str:
    """Return the items as a list, or the sentence `empty`."""
    if not items:
        return f"<p>{escape(empty)}</p>"
    name = "ol" if ordered else "ul"
    return f"<{name}>{''.join(items)}</{name}>"


def sure(answer: dict[str, Any]) -> str:
    """Return how sure the learner said they are, or nothing."""
    return CONFIDENCE.get(str(answer.get("confidence")), "")
