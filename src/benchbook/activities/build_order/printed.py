"""How a protective order reads on paper."""

from __future__ import annotations

from typing import Any

from ..printed import item, listing


def printed(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return HTML for the measures ordered, each with its ground and its safeguard."""
    grounds = {g["id"]: g["text"] for g in question["grounds"]}
    safeguards = {s["id"]: s["text"] for s in question["safeguards"]}
    given = answer.get("measures", {})
    items = []
    for measure in question["measures"]:
        if measure["id"] in given:
            parts = given[measure["id"]] or {}
            ground = grounds.get(parts.get("ground"), "none stated.")
            safeguard = safeguards.get(parts.get("safeguard"), "none stated.")
            items.append(item(measure["text"], f"Ground: {ground} Safeguard: {safeguard}"))
    return listing(items, "No measure ordered.")
