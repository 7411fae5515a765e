"""Answer at once: lesson questions and practice cases, whose keys the package carries.

The one module that joins the activities and the marking. What it reads was prepared by build, so a
learner's kernel opens neither a YAML file nor a graded key.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from .activities import kinds
from .activities.change_one_fact.question import Analysed, ChangeOneFact
from .activities.mark import Mark, Remark
from .activities.question import EvidenceQuestion, Exhibit, Question
from .activities.ruling.question import Ruling
from .errors import UsageError
from .marking.award import award
from .places import course_root
from .provisions import shown

Respond = Callable[[str, dict[str, Any]], dict[str, Any]]


@cache
def prepared(name: str, folder: str) -> dict[str, Any]:
    """Return what build prepared of a lesson (`folder` "modules") or practice case ("practice").

    Raises UsageError where the course has no such thing.
    """
    path = {
        "modules": course_root() / "modules" / name / f"{name}.lesson.json",
        "practice": course_root() / "assessments" / "practice" / f"{name}.key.json",
    }[folder]
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(
            f"The course has no “{name}” to practise on. Look at the start page."
        ) from None
    return found


def respond_to(keys: dict[str, Any]) -> Respond:
    """Return the function that gives feedback from the prepared `keys`."""

    def respond(name: str, answer: dict[str, Any]) -> dict[str, Any]:
        question = question_from(keys, name)
        return feedback(beside_exemplars(question, award(question, answer)))

    return respond


def beside_exemplars(question: Question, mark: Mark) -> Mark:
    """Return `mark`; on a ruling with the exemplars too, for the writer to compare it with."""
    if not isinstance(question, Ruling):
        return mark
    exemplars = tuple(
        Remark(f"A ruling at the level “{e.level}”", "note", f"{e.text}\n\nWhy: {e.comment}")
        for e in question.exemplars
    )
    return replace(mark, remarks=(*mark.remarks, *exemplars))


def question_from(keys: dict[str, Any], name: str) -> Question:
    """Return the question `name` with its key, made of what build prepared."""
    raw = keys["keys"][name]
    question = kinds.kind(raw["kind"]).question.model_validate(raw)
    if isinstance(question, EvidenceQuestion):
        question.bind([Exhibit.model_validate(e) for e in keys.get("exhibits", [])])
    if isinstance(question, ChangeOneFact):
        analysed = keys["analysed"][name]
        question.settle(
            {c: Analysed.model_validate_json(json.dumps(a)) for c, a in analysed.items()}
        )
    return question


def feedback(mark: Mark) -> dict[str, Any]:
    """Return `mark` as a control shows it."""
    return {
        "points": mark.points,
        "max": mark.max,
        "summary": f"{mark.points:g} of {mark.max:g} points" if mark.max else "",
        "remarks": [
            {
                "about": r.about,
                "verdict": r.verdict,
                "text": r.text,
                "cites": [shown(c) for c in r.cites],
                **({"change": r.part} if r.part else {}),
            }
            for r in mark.remarks
        ],
    }
