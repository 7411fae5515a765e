"""How an `order-steps` answer reads on paper."""

from __future__ import annotations

from typing import Any

from ..printed import item, listing


def printed(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return HTML for the steps in the order given."""
    texts = {s["id"]: s["text"] for s in question["steps"]}
    return listing([item(texts[s]) for s in answer.get("order", []) if s in texts], ordered=True)
