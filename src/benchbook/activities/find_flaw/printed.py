"""How the flaws found in a draft read on paper."""

from __future__ import annotations

from typing import Any

from ..printed import item, listing


def printed(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return HTML for each passage that was marked, with the flaw."""
    names = {f["id"]: f["text"] for f in question["flaws"]}
    given = answer.get("flaws", {})
    items = [
        item(f"Passage {p['n']} of the draft", names.get(given[p["id"]], "a flaw not on offer"))
        for p in question["draft"]["passages"]
        if p["id"] in given
    ]
    return listing(items, "No passage marked.")
