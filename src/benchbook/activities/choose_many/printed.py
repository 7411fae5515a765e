"""How a `choose-many` answer reads on paper."""

from __future__ import annotations

from typing import Any

from ..printed import item, listing


def printed(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return HTML for the ticked options of the public `question`."""
    ticked = set(answer.get("options", []))
    return listing(
        [item(o["text"]) for o in question["options"] if o["id"] in ticked], "Nothing ticked."
    )
