"""How the strengths of duties read on paper."""

from __future__ import annotations

from typing import Any

from ..printed import item, listing


def printed(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return HTML for each duty with its verb and what is owed."""
    verbs = {v["id"]: v["label"] for v in question["verbs"]}
    things = {t["id"]: t["label"] for t in question["things"]}
    given = answer.get("duties", {})
    items = []
    for duty in question["duties"]:
        said = given.get(duty["id"]) or {}
        verb = verbs.get(said.get("verb"), "no verb chosen")
        thing = things.get(said.get("owed"), "what is owed not chosen")
        items.append(item(duty["text"], f"{verb}; {thing}" if said else "not decided"))
    return listing(items)
