"""How long and how hard a lesson is to read.

**Words of teaching.** A lesson teaches in 1,800 to 3,500 words, and `check` refuses one that does
not. Counted are the text and the tables of the markdown cells; not counted are headings, links'
addresses and comments, the questions and figures, and the cells that open and close the lesson:

- `title` and `before-you-begin`: the objectives, the note on what is hard, how to read the lesson;
- `what-you-think` and `what-you-think-again`: the same questions before and after;
- `key-points`: the bench card, which repeats;
- `further-reading`: where to read on.

Everything else is teaching, with `common-mistakes` and the worked files. A lesson that the course
marks “ready: false” is still being written and is not measured.

**Grade.** Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas (1975):
0.39 * words a sentence + 11.8 * syllables a word - 15.59. Syllables are counted by groups of
vowels, which is rough; the grade is reported to compare lessons, and never refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from ..casebook.contents import Library
from ..casebook.lesson import NOT_TEACHING
from ..errors import Problem

GOAL = 12.0
LEAST, MOST = 1800, 3500


def reading(library: Library) -> Iterator[Problem]:
    """Return a problem for each lesson whose teaching is too short or too long."""
    order = library.course.modules if library.course else []
    unfinished = {module.slug for module in order if not module.ready}
    for slug in library.lessons:
        path = library.root / "modules" / slug / f"{slug}.ipynb"
        if slug in unfinished:
            continue
        try:
            words = teaching_words(path)
        except (OSError, ValueError, KeyError, TypeError):
            continue  # a notebook that is missing or cannot be read is told by `course`
        shown = path.relative_to(library.root).as_posix()
        told = f"the lesson teaches in {words:,} words."
        if words < LEAST:
            yield Problem(
                shown, 0, f"{told} Teach in {LEAST:,} at least: {LEAST - words:,} are missing."
            )
        if words > MOST:
            yield Problem(
                shown,
                0,
                f"{told} Teach in {MOST:,} at most: cut {words - MOST:,}, what repeats first.",
            )


def teaching_words(path: Path) -> int:
    """Return the words of a lesson's teaching, as the head of this module defines it."""
    kept = [text for cell, text in _texts(path) if cell not in NOT_TEACHING]
    return word_count(_bare(line for line in "\n".join(kept).splitlines()))


def prose(path: Path) -> str:
    """Return the sentences of a lesson's notebook: no headings, no links' addresses, no marks."""
    lines = "\n".join(text for _, text in _texts(path)).splitlines()
    return _bare(line for line in lines if not line.startswith("|"))


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """Return the id and the text of each markdown cell."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            yield cell.get("id", ""), "".join(cell["source"])


def _bare(lines: Iterator[str]) -> str:
    text = "\n".join(line for line in lines if not line.startswith("#"))
    text = re.sub(r"\]\([^)]*\)|<!--.*?-->", "", text)
    return re.sub(r"[\[*_`>]|^\s*(?:-|\d+\.)\s", "", text, flags=re.MULTILINE)


def syllables(word: str) -> int:
    """Return about how many syllables an English word has; one at least."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le")
    return max(1, groups - silent)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of `text`; 0 where there is none."""
    sentences = [s for s in re.split(r"[.!?:;]+\s", text) if re.search(r"[A-Za-z]", s)]
    words = re.findall(r"[A-Za-z’']+", text)
    if not words or not sentences:
        return 0.0
    each = len(words) / len(sentences)
    return round(0.39 * each + 11.8 * sum(map(syllables, words)) / len(words) - 15.59, 1)


def word_count(text: str) -> int:
    """Return the number of words."""
    return len(re.findall(r"\w[\w’'-]*", text))
