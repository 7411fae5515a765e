"""How a `choose-one` answer reads on paper."""

from __future__ import annotations

from typing import Any

from ..printed import item, listing, sure


def printed(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return HTML for the chosen option of the public `question`."""
    texts = {o["id"]: o["text"] for o in question["options"]}
    chosen = texts.get(answer.get("option", ""), "An option that the question does not have")
    return listing([item(chosen, sure(answer))])
