"""How hard a lesson is to read, by the Flesch-Kincaid grade.

Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas (1975):
0.39 * words a sentence + 11.8 * syllables a word - 15.59. Syllables are counted by groups of
vowels, which is rough; the grade is reported to compare lessons, and never refused.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

GOAL = 12.0


def prose(path: Path) -> str:
    """Return the sentences of a lesson's notebook: no headings, no links' addresses, no marks."""
    lines = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            lines += "".join(cell["source"]).splitlines()
    text = "\n".join(line for line in lines if not line.startswith(("#", "|")))
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
