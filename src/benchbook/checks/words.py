"""The course uses its own terms, and no word that blames a victim: `assets/terms.yaml`.

A quotation keeps its own words: what stands in “…”, in italics or in an exhibit is not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import Field

from ..activities.question import Model, WordId
from ..casebook.contents import Library
from ..casebook.yaml_file import YamlFile
from ..errors import ContentError, Problem

QUOTED = re.compile(r"“[^”]*”|(?<!\*)\*[^*\s]+\s[^*]+\*(?!\*)|\]\([^)]*\)")
# What people in a case say, and rulings written out as examples, are theirs.
NOT_OURS = {
    "exhibits",
    "draft",
    "passages",
    "story",
    "exemplars",
    "accused",
    "victims",
    "cites",
    "facts",
}


class Term(Model):
    """A preferred term."""

    id: WordId = Field(description="A word that never changes.")
    use: str = Field(description="What to write.")
    avoid: list[str] = Field(alias="not", description="What not to write.")
    why: str = Field(description="Why.")
    allowed: list[str] = Field(
        default_factory=list, description="Phrases in which the word is right."
    )


class Blame(Model):
    """A word that puts the blame on a victim."""

    word: str = Field(description="What not to write.")
    instead: str = Field(description="What to write instead.")
    why: str = Field(description="Why.")
    allowed: list[str] = Field(
        default_factory=list, description="Phrases in which the word is right."
    )


class Terms(Model):
    """The words of the course."""

    terms: list[Term] = Field(description="Preferred terms.")
    blame: list[Blame] = Field(description="Words of blame.")


def words(library: Library) -> Iterator[Problem]:
    """Return a problem for each word that the list of terms says not to write."""
    path = library.root / "assets" / "terms.yaml"
    if not path.is_file():
        return
    try:
        terms = YamlFile(path, "assets/terms.yaml").read_as(Terms)
    except ContentError as error:
        yield from error.problems
        return
    rules = [(w, t.use, t.why, t.allowed) for t in terms.terms for w in t.avoid]
    rules += [(b.word, b.instead, b.why, b.allowed) for b in terms.blame]
    patterns = [
        (re.compile(rf"\b{re.escape(w)}s?\b", re.I), w, use, why, ok) for w, use, why, ok in rules
    ]
    for name, file in library.files.items():
        if name.startswith(("case/", "lesson/")):
            for place, text in _texts(file.data, ()):
                for told in _wrong(text, patterns):
                    yield file.problem(place, told)
    for slug in library.lessons:
        path = library.root / "modules" / slug / f"{slug}.ipynb"
        shown = path.relative_to(library.root).as_posix()
        for line, text in lines_of(path):
            for told in _wrong(text, patterns):
                yield Problem(shown, line, told)


def _wrong(text: str, patterns: list[Any]) -> Iterator[str]:
    bare = QUOTED.sub(" ", text)
    for pattern, word, use, why, allowed in patterns:
        spared = bare
        for phrase in allowed:
            spared = re.sub(re.escape(phrase), " ", spared, flags=re.I)
        if pattern.search(spared):
            yield f"“{word}” is not a word of this course. Write: {use}. {' '.join(why.split())}"


def _texts(value: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_OURS:
                yield from _texts(inner, (*place, name))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _texts(inner, (*place, i))
    elif isinstance(value, str) and " " in value:
        yield place, value


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Return the text lines of a notebook's markdown cells, with their line in the file.

    A notebook that is missing or cannot be read has none; `course` tells it.
    """
    try:
        raw = path.read_text(encoding="utf-8").splitlines()
        cells = json.loads("\n".join(raw))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    at = 0
    for cell in cells:
        for text in cell["source"]:
            wanted = json.dumps(text, ensure_ascii=False)
            at = next((n for n in range(at, len(raw)) if raw[n].strip().rstrip(",") == wanted), at)
            if cell["cell_type"] == "markdown":
                yield at + 1, text.rstrip("\n")
