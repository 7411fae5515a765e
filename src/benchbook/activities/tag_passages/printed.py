"""How tagged passages read on paper."""

from __future__ import annotations

from typing import Any

from ..printed import TAGS, item, listing


def printed(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return HTML for the passages that were tagged, by number."""
    tags = answer.get("tags", {})
    items = []
    for exhibit in question["exhibits"]:
        for passage in exhibit["passages"]:
            given = tags.get(passage["id"])
            if given:
                said = "; ".join(
                    f"{TAGS.get(tag, tag)} {side}" for tag, side in sorted(given.items())
                )
                items.append(item(f"Passage {passage['n']}", said))
    return listing(items, "No passage tagged.")
