"""Make a lesson's key points into a page of its own that prints on one sheet, A4 or Letter."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from ..casebook.contents import Library

CELL = "key-points"
STYLE = """\
:root { color-scheme: light; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1.25rem; font: 11.5pt/1.45 Georgia, "Times New Roman", serif; color: #1a1a1a; background: #fff; }
h1 { font: 600 1.35rem/1.2 Arial, Helvetica, sans-serif; margin: 0 0 .2rem; }
p.course { margin: 0 0 1rem; padding-bottom: .5rem; border-bottom: 2px solid #1f4e79; font: .85rem Arial, Helvetica, sans-serif; }
li { margin: .3rem 0; break-inside: avoid; }
cite { font-style: normal; color: #1f4e79; }
footer { margin-top: 1rem; padding-top: .5rem; border-top: 1px solid #767676; font: .8rem/1.4 Arial, Helvetica, sans-serif; }
@page { margin: 14mm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10pt; line-height: 1.35; } li { margin: .18rem 0; } }
"""
FOOT = (
    "In our own words, for learning; not legal advice. † The provision was not read in an authentic "
    "text. Marenia is a fictional State: in your court your own code prevails."
)


def bench_card(library: Library, slug: str) -> str:
    """Return the lesson's bench card as one HTML page without anything from outside."""
    lesson = library.lessons[slug]
    path = library.root / "modules" / slug / f"{slug}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    source = next(("".join(c["source"]) for c in cells if c["id"] == CELL), "")
    course = library.course.title if library.course else ""
    title = escape(lesson.title)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}: bench card</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="course">Bench card · {escape(course)}</p>\n'
        f"{_body(source, library)}</main>\n<footer><p>{FOOT}</p></footer>\n</body>\n</html>\n"
    )


def _body(source: str, library: Library) -> str:
    import mistune

    def cited(found: re.Match[str]) -> str:
        mark = "†" if library.registry.verification(found[2]) else ""
        return f"{found[1]}{mark}"

    text = re.sub(r"(?m)^#+ .*\n", "", source)
    text = re.sub(r"\[([^\]]+)\]\(cite:([a-z0-9#-]+)\)", cited, text)
    html: Any = mistune.create_markdown(escape=True)(text)
    return str(html)
