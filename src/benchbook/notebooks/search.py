"""Make what the start page searches: sections of lessons, terms, provisions."""

from __future__ import annotations

import json
import re
from typing import Any

from ..casebook.contents import Library

LONGEST = 700


def search_json(library: Library) -> list[dict[str, Any]]:
    """Return the entries: sort, title, text, and for a lesson its slug and section heading."""
    entries: list[dict[str, Any]] = []
    course = library.course
    for module in course.modules if course else []:
        if module.slug in library.lessons:
            entries += _sections(library, module.slug, module.title)
    for term in library.glossary.terms if library.glossary else []:
        entries.append({"sort": "term", "title": term.term, "text": term.meaning})
    for instrument in library.registry:
        for provision in instrument.provisions:
            if provision.until is None:
                ref = f"{instrument.id}#{provision.id}"
                title = library.registry.label(ref)
                entries.append({"sort": "source", "title": title, "text": provision.text})
    return entries


def _sections(library: Library, slug: str, lesson: str) -> list[dict[str, Any]]:
    path = library.root / "modules" / slug / f"{slug}.ipynb"
    found: list[dict[str, Any]] = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        text = "".join(cell["source"])
        heading = re.match(r"#+ (.+)", text)
        plain = re.sub(r"\]\([^)]*\)|[\[*_`]|(?m:^#+ .*$)", "", text).strip()
        if heading:
            entry = {"sort": "lesson", "title": f"{lesson}: {heading[1]}", "slug": slug}
            found.append({**entry, "section": heading[1], "text": plain[:LONGEST]})
        elif found:
            found[-1]["text"] = (found[-1]["text"] + " " + plain)[:LONGEST]
    return found
