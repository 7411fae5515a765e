"""A complete matter to start from, and short ways to change it."""

from __future__ import annotations

from typing import Any

from benchbook.law import Facts

BASE: dict[str, Any] = {
    "acts": ["recruitment"],
    "means": ["deception"],
    "purposes": ["forced-labour"],
    "victim_age": 24,
    "consent": False,
    "exploitation_occurred": True,
    "crossed_border": True,
    "organised_group": False,
}


def matter(**changes: object) -> Facts:
    """Return a plain case of trafficking of an adult for forced labour, with changes."""
    return Facts.model_validate({**BASE, **changes})
