"""Which section of which lesson teaches a point: the one that cites the same provisions.

The rule, which the report prints too. A section is a heading of a lesson and the text under it.
It teaches what its own text cites. For the provisions behind a mistake, the section that cites most
of them is named; of several, one of the case's own lesson, then the earliest in the course.
The standard of proof stands behind every verdict, so it counts only where nothing else is cited.
Exercises, and the parts that open and close every lesson, are left out: they ask or sum up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...casebook.lesson import NOT_TEACHING

CITE = re.compile(r"\]\(cite:([a-z0-9-]+#[a-z0-9-]+)\)")
HEADING = re.compile(r"#+ (.+)")
EXERCISE = "File:"


@dataclass(frozen=True)
class Section:
    """A section of a lesson, in the course's order, and the provisions its text cites."""

    number: int
    slug: str
    lesson: str
    heading: str
    cites: frozenset[str]


def read_sections(root: Path) -> list[Section]:
    """Return the teaching sections of all lessons of the course at `root`, in order."""
    course = json.loads((root / "modules" / "course.json").read_text(encoding="utf-8"))
    found: list[Section] = []
    for number, module in enumerate(course["modules"], 1):
        path = root / "modules" / module["slug"] / f"{module['slug']}.ipynb"
        if path.is_file():
            for heading, cites in _headings(path):
                found.append(Section(number, module["slug"], module["title"], heading, cites))
    return found


def _headings(path: Path) -> Iterable[tuple[str, frozenset[str]]]:
    heading, cites = "", set[str]()
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        text = "".join(cell["source"])
        begins = HEADING.match(text)
        if begins:
            if heading and cites:
                yield heading, frozenset(cites)
            taught = cell["id"] not in NOT_TEACHING and not begins[1].startswith(EXERCISE)
            heading, cites = (begins[1] if taught else ""), set()
        cites.update(CITE.findall(text))
    if heading and cites:
        yield heading, frozenset(cites)


def teaching(
    sections: Iterable[Section], cites: Iterable[str], lesson: str, standard: str
) -> Section | None:
    """Return the section that teaches what `cites` say, or None where no section cites any of them.

    `lesson` is the slug of the case's own lesson, `standard` the provision on the standard of proof.
    """
    wanted = set(cites)
    wanted = wanted - {standard} or wanted
    best: Section | None = None
    rank = (0, False)
    for section in sections:
        here = (len(wanted & section.cites), section.slug == lesson)
        if here[0] and here > rank:
            best, rank = section, here
    return best
