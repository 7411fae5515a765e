"""Make the copy of a notebook that a learner opens: citations readable, nothing of the key."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ..casebook.glossary import pattern
from .case_notebook import as_text, released

LINK = re.compile(r"\[([^\]]+)\]\(cite:([a-z0-9#-]+)\)")
# The mark of a citation whose provision was not read in the official text; the sources say why.
UNREAD = "†"


def learner_copy(
    text: str,
    provisions: Mapping[str, Mapping[str, str]],
    terms: Mapping[str, Mapping[str, Any]] | None = None,
) -> str:
    """Return the notebook `text` as a learner gets it: without mark schemes, its links working.

    `provisions` and `terms` are what build prepared. A `cite:` link leads to the page's own list
    of sources; a provision that was not verified against the official text is marked, and the
    list says how far it was checked. The first use of each of the `terms` leads to its meaning.
    """
    notebook: dict[str, Any] = released(json.loads(text))
    waiting = {
        name: pattern([t["term"], *t["forms"]])
        for name, t in (terms or {}).items()
        if t.get("linked", True)
    }
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            source = LINK.sub(lambda found: _cited(found, provisions), "".join(cell["source"]))
            lines = [_with_terms(line, waiting) for line in source.splitlines(keepends=True)]
            cell["source"] = lines
    return as_text(notebook)


# What is a link, strong, a heading or code already is left as it is.
KEPT = re.compile(r"(\[[^\]]*\]\([^)]*\)|\*\*[^*]+\*\*|`[^`]*`|“[^”]*”)")


def _with_terms(line: str, waiting: dict[str, re.Pattern[str]]) -> str:
    """Return `line` with the first use of each waiting term made a link, and no longer waiting."""
    if line.startswith(("#", "|", "!")):
        return line
    parts = KEPT.split(line)
    for i in range(0, len(parts), 2):
        for name in list(waiting):
            found = waiting[name].search(parts[i])
            # One link a stretch of text: a second would stand inside the first.
            if found and "](#term-" not in parts[i]:
                del waiting[name]
                link = f"[{found.group()}](#term-{name})"
                parts[i] = parts[i][: found.start()] + link + parts[i][found.end() :]
    return "".join(parts)


def terms_in(text: str, terms: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the ids of the `terms` that the learner's copy of the notebook `text` links."""
    return [name for name in terms if f"](#term-{name})" in learner_copy(text, {}, terms)]


def _cited(found: re.Match[str], provisions: Mapping[str, Mapping[str, str]]) -> str:
    note = provisions.get(found[2], {}).get("note")
    return f"[{found[1]}{UNREAD if note else ''}](#{source_anchor(found[2])})"


def source_anchor(ref: str) -> str:
    """Return the name of a provision's place in a list of sources."""
    return "source-" + ref.replace("#", "-")


def cited_in(text: str) -> list[str]:
    """Return the references that the notebook `text` cites, each once, in order."""
    return list(dict.fromkeys(ref for _, ref in LINK.findall(text)))
