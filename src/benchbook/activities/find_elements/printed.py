"""How decided elements read on paper."""

from __future__ import annotations

from typing import Any

from ..printed import VERDICTS, item, listing, sure


def printed(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return HTML for each element's verdict, passages and confidence."""
    numbers = {p["id"]: p["n"] for e in question["exhibits"] for p in e["passages"]}
    decided = answer.get("elements", {})
    items = []
    for element in question["elements"]:
        decision = decided.get(element["id"]) or {}
        verdict = VERDICTS.get(str(decision.get("verdict")), "not decided")
        cited = sorted(numbers[p] for p in decision.get("passages", []) if p in numbers)
        parts = [verdict]
        if cited:
            parts.append("passages " + ", ".join(str(n) for n in cited))
        if sure(decision):
            parts.append(sure(decision))
        items.append(item(element["label"], "; ".join(parts)))
    return listing(items)
