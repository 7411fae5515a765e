"""The key of a case earns full marks, and its near-miss strictly between nothing and all."""

from __future__ import annotations

from collections.abc import Iterator

from ..casebook.contents import Library
from ..errors import Problem
from ..marking.award import award, is_malformed


def marks(library: Library, name: str) -> Iterator[Problem]:
    """Return a problem for each question whose key does not earn its points, and for the near-miss."""
    case, file = library.cases[name], library.files[f"case/{name}"]
    key, near = case.key_answers(), case.near_miss_answers()
    most = earned = 0.0
    for i, question in enumerate(case.questions):
        full = award(question, key[question.id])
        if full.points != full.max:
            yield file.problem(
                ("questions", i),
                f'the key of "{question.id}" earns {full.points:g} of {full.max:g} points. Correct the key.',
            )
        if is_malformed(question, near[question.id]):
            yield file.problem(
                ("near_miss", "answers", question.id),
                f'the near-miss for "{question.id}" does not have the form of an answer. See docs/case-format.md.',
            )
        most += full.max
        earned += award(question, near[question.id]).points
    if not 0 < earned < most:
        yield file.problem(
            ("near_miss",),
            f"the near-miss earns {earned:g} of {most:g} points. It must earn some and not all: change an answer.",
        )
