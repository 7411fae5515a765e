"""What a committed notebook may hold. `tidy` puts right what a machine can; the rest is told.

No outputs, no execution counts, cell ids that are words, metadata from an allow-list, one sentence
a line, and code cells that are a single statement of the course.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ..errors import Problem
from .case_notebook import KERNEL, LOCKED, as_text

WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
VERBS = (
    "ask",
    "figure",
    "glossary",
    "search",
    "sources",
    "onward",
    "contents",
    "answer",
    "mark",
    "hand_in",
)
STATEMENT = re.compile(
    rf'import benchbook; benchbook\.(?:{"|".join(VERBS)})\("{WORD}"(?:, "{WORD}")?\)'
)
CELL_ID = re.compile(rf"^{WORD}$")
CELL_METADATA = {"editable", "deletable", "jupyter", "nbgrader", "tags"}
# A sentence that ends in the middle of a line; abbreviations, numbers and initials are no ends.
TWO_SENTENCES = re.compile(
    r"(?<![A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\bv)(?<!\bNo)(?<!\bno)(?<!\bnos)(?<!\bpara)(?<!\bp)[a-z0-9”’)\]][.!?]”? +[A-Z“]"
)

MARKER = re.compile(r"^\s*(?:[-*+>]|\d+\.)\s+")


def hygiene(path: Path, shown_as: str) -> list[Problem]:
    """Return what is wrong with the notebook at `path`; line numbers are those of the file."""
    text = path.read_text(encoding="utf-8")
    try:
        notebook = json.loads(text)
        cells = notebook["cells"]
    except (ValueError, KeyError, TypeError):
        return [Problem(shown_as, 0, "this is not a notebook. Restore it from git.")]
    lines = text.splitlines()
    found = []
    if notebook["metadata"].get("kernelspec", {}).get("name") != KERNEL["name"]:
        found.append(
            Problem(
                shown_as,
                0,
                "the notebook does not name the kernel “benchbook”. Run “benchbook tidy”.",
            )
        )
    seen: set[str] = set()
    for cell in cells:
        name = str(cell.get("id", ""))
        line = _line_of(lines, name)
        for told in _wrong(cell):
            found.append(Problem(shown_as, line, f'cell "{name}": {told}'))
        if name in seen:
            found.append(
                Problem(
                    shown_as, line, f'the cell id "{name}" is used twice. Give each its own word.'
                )
            )
        seen.add(name)
    return found


def _line_of(lines: list[str], cell_id: str) -> int:
    mark = f'"id": "{cell_id}"'
    return next((n for n, line in enumerate(lines, 1) if mark in line), 0)


def _wrong(cell: dict[str, Any]) -> list[str]:
    source = "".join(cell["source"])
    told = []
    if not CELL_ID.match(str(cell.get("id", ""))):
        told.append("its id is not made of words. Give it one that says what it is.")
    unknown = sorted(set(cell["metadata"]) - CELL_METADATA)
    if unknown:
        told.append(
            f"it carries metadata that is not ours: {', '.join(unknown)}. Run “benchbook tidy”."
        )
    if cell["cell_type"] == "code":
        if cell.get("outputs") or cell.get("execution_count") is not None:
            told.append("it holds an output. Run “benchbook tidy”.")
        if not STATEMENT.fullmatch(source):
            told.append(
                'it is not a statement of the course. Write one line: import benchbook; benchbook.ask("lesson", "question").'
            )
        if not cell["metadata"].get("jupyter", {}).get("source_hidden"):
            told.append("its code is not hidden. Run “benchbook tidy”.")
    else:
        for line in source.splitlines():
            # A citation link holds no sentence end; a table row stays one line.
            prose = MARKER.sub("", re.sub(r"\]\([^)]*\)", "]", line))
            if not line.startswith("|") and TWO_SENTENCES.search(prose):
                told.append(
                    f"two sentences share a line: “{line.strip()[:60]}…”. Run “benchbook tidy”."
                )
                break
    return told


def tidied(text: str) -> str:
    """Return the notebook `text` without outputs, counts and foreign metadata, one sentence a line."""
    notebook = json.loads(text)
    notebook["metadata"] = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    for cell in notebook["cells"]:
        kept = {k: v for k, v in cell["metadata"].items() if k in CELL_METADATA}
        cell["metadata"] = {**LOCKED, **kept}
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"]["jupyter"] = {"source_hidden": True}
        else:
            source = "\n".join(_one_a_line(line) for line in source.splitlines())
        cell["source"] = source.splitlines(keepends=True)
    return as_text(notebook)


def _one_a_line(line: str) -> str:
    """Return `line` cut after each sentence, what follows a list mark kept under it."""
    if line.startswith("|"):
        return line
    found = MARKER.match(line)
    mark, rest = (found.group(0), line[found.end() :]) if found else ("", line)
    space = mark if mark.strip() == ">" else " " * len(mark)
    while cut := TWO_SENTENCES.search(rest):
        at = rest.index(" ", cut.start())
        line, rest = mark + rest[:at], rest[at:].lstrip()
        return line + "\n" + _one_a_line(space + rest)
    return mark + rest
