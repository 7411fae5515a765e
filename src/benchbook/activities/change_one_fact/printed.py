"""How re-decided facts read on paper."""

from __future__ import annotations

from typing import Any

from ..printed import VERDICTS, item, listing


def printed(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return HTML for each change that was taken up, with its verdicts."""
    labels = {row["id"]: row["label"] for row in question["rows"]}
    given = answer.get("changes", {})
    items = []
    for change in question["changes"]:
        rows = given.get(change["id"])
        if rows:
            said = "; ".join(
                f"{labels.get(r, r)}: {VERDICTS.get(v, v).lower()}" for r, v in rows.items()
            )
            items.append(item(change["text"], said))
    return listing(items, "No change taken up.")
