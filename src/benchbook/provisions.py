"""The provisions that citations point to, as build prepared them: a label, and what to warn of.

Reading the law's own files takes seconds; a learner's kernel and a marking run read this instead.
"""

from __future__ import annotations

import json
from functools import cache
from typing import NotRequired, TypedDict

from .places import course_root


class Provision(TypedDict):
    """What a reader is shown of a provision."""

    label: str
    note: str
    text: str
    strength: str
    about: NotRequired[str]


@cache
def provisions() -> dict[str, Provision]:
    """Return every provision by its citation."""
    path = course_root() / "assets" / "provisions.json"
    found: dict[str, Provision] = json.loads(path.read_text(encoding="utf-8"))
    return found


def shown(ref: str) -> dict[str, str]:
    """Return the citation `ref` as a control shows it: ref, label, note."""
    provision = provisions().get(ref)
    if provision is None:
        return {"ref": ref, "label": ref, "note": ""}
    return {"ref": ref, "label": provision["label"], "note": provision["note"]}
