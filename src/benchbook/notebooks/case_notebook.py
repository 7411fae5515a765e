"""Make a case into the notebook that nbgrader releases. Same case in, same bytes out.

For a question `means`: the heading cell `means`, `means-answer` (shows the control), and the
graded cell `means-mark`. A ruling has, instead of the graded cell, one task cell a criterion.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ..activities.question import Exhibit, Question, number_passages
from ..activities.ruling.question import Criterion, Ruling
from ..casebook.case import Case
from ..casebook.vocabulary import SEATS, STAGES
from ..law.registry import Registry

Cell = dict[str, Any]
LOCKED = {"editable": False, "deletable": False}
SCHEME = re.compile(r"\n*=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===\n*", re.DOTALL)
KERNEL = {"display_name": "Benchbook", "language": "python", "name": "benchbook"}


def case_notebook(case: Case, registry: Registry) -> dict[str, Any]:
    """Return the case's notebook as nbformat data, with the mark scheme of its ruling."""
    cells = [_markdown("opening", _opening(case, registry))]
    numbers = number_passages(case.exhibits)
    cells += [_markdown(f"exhibit-{e.id}", _exhibit(e, numbers)) for e in case.exhibits]
    for n, question in enumerate(case.questions, 1):
        cells += _question(case, n, question, registry)
    cells.append(_markdown("hand-in", "## Hand in\n\nWhen you hand in, your answers are closed."))
    cells.append(_code("hand-in-button", f'benchbook.hand_in("{case.id}")'))
    return {
        "cells": cells,
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def case_json(case: Case) -> dict[str, Any]:
    """Return what the learner's page needs of the case: its questions, without key."""
    return {
        "format": 1,
        "id": case.id,
        "title": case.title,
        "edition": case.edition,
        "use": case.use,
        "questions": [q.public() for q in case.questions],
    }


def released(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return `notebook` as a learner gets it: without mark schemes, as nbgrader's release does."""
    copy: dict[str, Any] = json.loads(json.dumps(notebook))
    for cell in copy["cells"]:
        text = "".join(cell["source"])
        if "=== BEGIN MARK SCHEME ===" in text:
            cell["source"] = _lines(SCHEME.sub("", text))
    return copy


def as_text(data: Any) -> str:
    """Return `data` as the JSON text that is committed."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def plain(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    escaped = re.sub(r"([\\`*_\[\]<>#|~$])", r"\\\1", text)
    return re.sub(r"(?m)^(\s*)([-+]|\d+[.)])(\s)", r"\1\\\2\3", escaped)


def _opening(case: Case, registry: Registry) -> str:
    saved = "Your answers are saved at once, and they are there when you come back."
    if case.form is not None:
        return (
            f"# {plain(case.title)}\n\n"
            f"{len(case.questions)} questions.\nAllow about {case.minutes} minutes.\n"
            f"Everything in the stories is fictional.\n\n"
            f"**Before you begin.** {plain(case.content_note)}\n\n{plain(case.background)}\n\n{saved}"
        )
    people = "\n".join(
        f"- {plain(p.name)}: {plain(p.about)}" for p in [*case.accused, *case.victims]
    )
    standard = registry.provision(case.standard)
    return (
        f"# {plain(case.title)}\n\n"
        f"{SEATS[case.seat]}.\nThe stage is: {STAGES[case.stage].lower()}.\n"
        f"Allow about {case.minutes} minutes.\nEverything in this file is fictional.\n\n"
        f"**Before you begin.** {plain(case.content_note)}\n\n"
        f"{plain(case.background)}\n\n"
        f"**The people**\n\n{people}\n\n"
        f"**The standard of proof** ({plain(registry.label(case.standard))})\n\n{plain(standard.text)}\n\n{saved}"
    )


def _exhibit(exhibit: Exhibit, numbers: dict[str, int]) -> str:
    about = f"\n\n*{plain(exhibit.about)}*" if exhibit.about else ""
    passages = "\n\n".join(f"**{numbers[p.id]}**\u2002{plain(p.text)}" for p in exhibit.passages)
    return f"## {plain(exhibit.title)}{about}\n\n{passages}"


def _question(case: Case, n: int, question: Question, registry: Registry) -> list[Cell]:
    marks = (
        sum(c.points for c in question.criteria)
        if isinstance(question, Ruling)
        else question.points
    )
    unit = "point" if marks == 1 else "points"
    heading = f"## Question {n}: {plain(question.title)}\n\n{marks:g} {unit}."
    cells = [
        _markdown(question.id, heading),
        _code(f"{question.id}-answer", f'benchbook.answer("{case.id}", "{question.id}")'),
    ]
    if isinstance(question, Ruling):
        return [*cells, *(_criterion(question, c, registry) for c in question.criteria)]
    graded = _code(f"{question.id}-mark", f'benchbook.mark("{case.id}", "{question.id}")')
    graded["metadata"]["nbgrader"].update({"grade": True, "points": question.points})
    return [*cells, graded]


def _criterion(question: Ruling, criterion: Criterion, registry: Registry) -> Cell:
    levels = "\n".join(
        f"- **{plain(lv.label)}** ({lv.points:g}): {plain(lv.descriptor)}"
        for lv in criterion.levels
    )
    cites = "; ".join(registry.label(c) for c in criterion.cites)
    cell = _markdown(
        f"{question.id}-{criterion.id}",
        f"**{plain(criterion.title)}** ({criterion.points:g} points)\n\n{levels}\n\n"
        f"=== BEGIN MARK SCHEME ===\n{plain(criterion.model)}\n\nProvisions: {plain(cites)}.\n=== END MARK SCHEME ===",
    )
    cell["metadata"]["nbgrader"].update({"task": True, "points": criterion.points})
    return cell


def _nbgrader(name: str) -> dict[str, Any]:
    return {
        "grade": False,
        "grade_id": name,
        "locked": True,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }


def _markdown(name: str, text: str) -> Cell:
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {**LOCKED, "nbgrader": _nbgrader(name)},
        "source": _lines(_sentences(text)),
    }


def _code(name: str, statement: str) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {**LOCKED, "jupyter": {"source_hidden": True}, "nbgrader": _nbgrader(name)},
        "outputs": [],
        "source": [f"import benchbook; {statement}"],
    }


def _sentences(text: str) -> str:
    """Return `text` with each sentence on its own line, so that a notebook's diff reads."""
    return re.sub(r"(?<=[a-z0-9”\"')\]][.!?])[ \t]+(?=[A-Z“\"(\[])", "\n", text)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


__all__ = ["as_text", "case_json", "case_notebook", "plain", "released"]
