"""The pages that hold the course together: figures, the way onward, the start page. All as HTML."""

from __future__ import annotations

import base64
import json
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from .answers import sheet_name
from .answers.sheet_file import read_sheet
from .errors import SheetError, UsageError
from .notebooks.learner_copy import source_anchor
from .places import course_root
from .practice import prepared
from .provisions import Provision, provisions, shown

ABOUT = {"care": "Care for you", "glossary": "Glossary", "sources": "All sources"}


def figure_html(lesson: str, name: str) -> str:
    """Return the figure with its alternative text, its caption, and the same content as text."""
    figures = prepared(lesson, "modules")["figures"]
    if name not in figures:
        raise UsageError(f"The lesson “{lesson}” has no figure “{name}”.")
    figure = figures[name]
    path = course_root() / "modules" / lesson / "figures" / f"{name}.svg"
    data = base64.b64encode(path.read_bytes()).decode()
    caption = f"<figcaption>{escape(figure['title'])}</figcaption>" if figure.get("title") else ""
    text = "".join(f"<p>{escape(p)}</p>" for p in figure["text"].split("\n\n"))
    return (
        '<figure class="bb-figure">'
        f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(figure["alt"])}">{caption}'
        f"<details><summary>The figure in words</summary>{text}</details></figure>"
    )


def sources_html(part: str) -> str:
    """Return the provisions that a lesson cites, or all of the course's, by instrument.

    Each is shown at its strength and as far as it was checked. A lesson's terms come with them.
    """
    found = provisions()
    whole = part == course_json()["id"]
    refs = list(found) if whole else prepared(part, "modules")["sources"]
    by_instrument: dict[str, list[str]] = {}
    for ref in refs:
        by_instrument.setdefault(ref.partition("#")[0], []).append(ref)
    parts = []
    for name, own in by_instrument.items():
        rows = "".join(_source(ref, found[ref]) for ref in own if "#" in ref and ref in found)
        instrument = found[name]
        # The instrument as a whole is a source too: a text may name it without a provision.
        head: Provision = {
            "label": instrument["text"],
            "text": instrument.get("about", ""),
            "note": instrument["note"],
            "strength": "",
        }
        rows = _source(name, head) + rows
        title = escape(instrument["text"])
        parts.append(f"<details><summary>{title}</summary><dl>{rows}</dl></details>")
    terms = [] if whole else prepared(part, "modules")["terms"]
    if terms:
        rows = "".join(_term(name, terms_json()[name]) for name in terms)
        parts.append(f"<details><summary>Terms used here</summary><dl>{rows}</dl></details>")
    return (
        '<section class="bb-sources" aria-label="Sources"><p>In our own words, for learning. '
        "Before you rely on a provision, read the official text.</p>"
        + "".join(parts)
        + "</section>"
    )


@cache
def terms_json() -> dict[str, Any]:
    """Return the glossary's terms by id, as build prepared them."""
    path = course_root() / "assets" / "glossary.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _term(name: str, term: dict[str, Any]) -> str:
    cites = "; ".join(
        escape(c["label"]) + (" †" if c["note"] else "") for c in map(shown, term["cites"])
    )
    meaning = "".join(f"<p>{escape(p)}</p>" for p in term["meaning"].split("\n\n"))
    return f"<dt id='term-{name}'>{escape(term['term'])}</dt><dd>{meaning}<p class='bb-provisions'>{cites}</p></dd>"


def glossary_html(course: str) -> str:
    """Return every term of the course with its meaning and its provisions."""
    _this_course(course)
    rows = "".join(_term(name, term) for name, term in terms_json().items())
    return f'<section class="bb-sources" aria-label="Glossary"><dl>{rows}</dl></section>'


def search_index(course: str, folder: Path) -> list[dict[str, Any]]:
    """Return what can be searched, each lesson's entry with the page it opens in the learner's folder."""
    _this_course(course)
    root = learner_root(folder) or folder
    path = course_root() / "modules" / "search.json"
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    pages = {
        slug: find_notebook(root, slug) for slug in {e["slug"] for e in entries if "slug" in e}
    }
    return [{**e, **_page_of(pages.get(e.get("slug", "")), root)} for e in entries]


def _page_of(page: Path | None, root: Path) -> dict[str, str]:
    return {"path": page.relative_to(root).as_posix()} if page else {}


def _this_course(course: str) -> dict[str, Any]:
    data = course_json()
    if data["id"] != course:
        raise UsageError(f"There is no course “{course}”. This one is “{data['id']}”.")
    return data


def _source(ref: str, provision: Provision) -> str:
    strength = (
        f"<p><strong>Strength:</strong> {escape(provision['strength'])}.</p>"
        if provision["strength"]
        else ""
    )
    note = f"<p><em>† {escape(provision['note'])}</em></p>" if provision["note"] else ""
    return f"<dt id='{source_anchor(ref)}'>{escape(provision['label'])}</dt><dd><p>{escape(provision['text'])}</p>{strength}{note}</dd>"


@cache
def course_json() -> dict[str, Any]:
    """Return the order of the course, as build prepared it."""
    path = course_root() / "modules" / "course.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def parts_in_order() -> list[dict[str, Any]]:
    """Return lessons, each followed by its cases: id, title, minutes, sort, questions, ready.

    A test that is asked before the course stands before its lesson.
    """
    course = course_json()
    parts: list[dict[str, Any]] = []
    for lesson in course["modules"]:
        own = [c for c in course["cases"] if c["module"] == lesson["slug"]]
        parts += [c for c in own if c.get("asked") == "before"]
        parts.append({**lesson, "id": lesson["slug"], "sort": "lesson"})
        parts += [c for c in own if c.get("asked") != "before"]
    return parts


def find_notebook(root: Path, name: str) -> Path | None:
    """Return the notebook called `name` in the learner's folder, or None."""
    return next(
        iter(sorted([*root.glob(f"*/{name}.ipynb"), *root.glob(f"*/*/{name}.ipynb")])), None
    )


def learner_root(folder: Path) -> Path | None:
    """Return the learner's folder around `folder`: the nearest one that holds the start page."""
    return next((p for p in (folder, *folder.parents) if (p / "start.ipynb").is_file()), None)


def link(target: Path, root: Path, text: str) -> str:
    """Return a link that opens `target` in the same JupyterLab."""
    path = target.relative_to(root).as_posix()
    return f'<a href="#" role="link" data-benchbook-open="{escape(path)}">{escape(text)}</a>'


def onward_html(name: str, folder: Path | None = None) -> str:
    """Return links to the start page and to the parts before and after `name`."""
    root = learner_root(folder or Path.cwd())
    if root is None:
        return ""
    ready = [(p, find_notebook(root, p["id"])) for p in parts_in_order()]
    here = [(p, path) for p, path in ready if path is not None]
    at = next((i for i, (p, _) in enumerate(here) if p["id"] == name), None)
    links = [link(root / "start.ipynb", root, "Course map")]
    if at is not None:
        for step, word in ((-1, "Previous"), (1, "Next")):
            if 0 <= at + step < len(here):
                part, path = here[at + step]
                links.append(link(path, root, f"{word}: {part['title']}"))
    card = here[at][1].with_name(f"{name}.card.html") if at is not None else None
    if card is not None and card.is_file():
        place = escape(card.relative_to(root).as_posix())
        links.append(f'<a href="#" data-benchbook-print="{place}">Bench card, to print</a>')
    items = "".join(f"<li>{one}</li>" for one in links)
    return f'<nav class="bb-onward" aria-label="Through the course"><ul>{items}</ul></nav>'


def contents_html(course: str, folder: Path) -> str:
    """Return the start page: every part with minutes, what is done, and where to go on."""
    _this_course(course)
    root = learner_root(folder) or folder
    rows = []
    onward: str | None = None
    for part in parts_in_order():
        path = find_notebook(root, part["id"])
        done, total, closed = progress(path, part)
        sort = part["sort"]
        look = f"bb-part bb-{'case' if sort.endswith('case') else 'lesson'}"
        if path is None:
            rows.append(
                f'<li class="{look} bb-planned"><span>{escape(part["title"])}</span><small>in preparation</small></li>'
            )
            continue
        state = "handed in" if closed else f"{done} of {total} answered" if done else "not begun"
        if onward is None and not closed and done < total:
            onward = link(path, root, f"{'Go on with' if done else 'Begin'}: {part['title']}")
        kind = "" if sort == "lesson" else f"{sort.capitalize()}: "
        name = link(path, root, part["title"])
        rows.append(
            f'<li class="{look}"><span>{kind}{name}</span><small>{part["minutes"]} minutes · {state}</small></li>'
        )
    go = (
        f'<p class="bb-go">{onward}</p>'
        if onward
        else "<p>You have answered everything there is.</p>"
    )
    about = "".join(
        f"<li>{link(root / 'about' / f'{name}.ipynb', root, title)}</li>"
        for name, title in ABOUT.items()
        if (root / "about" / f"{name}.ipynb").is_file()
    )
    return (
        f'<nav class="bb-contents" aria-label="The course">{go}<ol>{"".join(rows)}</ol></nav>'
        f'<nav class="bb-onward" aria-label="About the course"><ul>{about}</ul></nav>'
    )


def progress(notebook: Path | None, part: dict[str, Any]) -> tuple[int, int, bool]:
    """Return (answered, questions, handed in) of one part, from its answer sheet."""
    total = len(part.get("questions", []))
    if notebook is None:
        return 0, total, False
    try:
        sheet = read_sheet(notebook.parent / sheet_name(part["id"]))
    except SheetError:
        return 0, total, False
    done = len(set(sheet.standing()) & set(part.get("questions", [])))
    return done, total, sheet.state == "handed-in"
