"""Make the copy of a notebook that a learner opens: citations readable, nothing of the key."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from .case_notebook import as_text, released

LINK = re.compile(r"\[([^\]]+)\]\(cite:([a-z0-9#-]+)\)")
# The mark of a citation whose provision was not read in the official text; the sources say why.
UNREAD = "†"


def learner_copy(text: str, provisions: Mapping[str, Mapping[str, str]]) -> str:
    """Return the notebook `text` with `cite:` links to its list of sources, without mark schemes.

    `provisions` is what build prepared; a provision that was not verified against the official
    text is marked, and the lesson's list of sources says how far it was checked.
    """
    notebook: dict[str, Any] = released(json.loads(text))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            source = LINK.sub(lambda found: _cited(found, provisions), "".join(cell["source"]))
            cell["source"] = source.splitlines(keepends=True)
    return as_text(notebook)


def _cited(found: re.Match[str], provisions: Mapping[str, Mapping[str, str]]) -> str:
    note = provisions.get(found[2], {}).get("note")
    return f"[{found[1]}{UNREAD if note else ''}](#{source_anchor(found[2])})"


def source_anchor(ref: str) -> str:
    """Return the name of a provision's place in a list of sources."""
    return "source-" + ref.replace("#", "-")


def cited_in(text: str) -> list[str]:
    """Return the references that the notebook `text` cites, each once, in order."""
    return list(dict.fromkeys(ref for _, ref in LINK.findall(text)))
