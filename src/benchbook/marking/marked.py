"""Mark a whole hand-in: the sheet that was received, and the mark of every question.

The learner's notebook is never an input. nbgrader's executed cells, the preprocessors, the batch
marker, the feedback page and the report all mark through this module.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..activities.mark import Mark
from ..activities.question import Question
from ..activities.ruling.question import Ruling
from ..answers import Sheet, sheet_name
from ..answers.reading import parse_sheet, plain, sheet_bytes
from ..casebook.case import Case
from ..errors import SheetError
from .award import award_given, given
from .feedback import said_as
from .unknown_ids import unknown_ids

# A note names no more than so many things: a sheet can hold thousands of them.
NAMED = 5


@dataclass(frozen=True)
class Received:
    """The sheet of a hand-in; where there is none that can be used, `problem` says why.

    `digest` is the SHA-256 of the sheet's bytes, or nothing where they could not be read.
    """

    sheet: Sheet | None
    problem: str = ""
    missing: bool = False
    digest: str = ""

    def answers(self) -> dict[str, dict[str, Any]]:
        """Return the answers that stand, by question."""
        return self.sheet.standing() if self.sheet else {}


@dataclass(frozen=True)
class MarkedQuestion:
    """One question of a hand-in: what was answered and what it earned.

    `unknown` are the ids that the answer names and the question does not have; they earn nothing.
    """

    question: Question
    answer: dict[str, Any] | None
    mark: Mark
    malformed: bool
    unknown: tuple[str, ...] = ()

    @cached_property
    def said(self) -> str:
        """The answer as it reads on paper, as HTML; notebook and feedback page both show it."""
        return said_as(self.question.asked, self.answer, fits=not self.malformed)


@dataclass(frozen=True)
class MarkedHandIn:
    """A hand-in with every question marked; rulings earn nothing here, a person marks them.

    `notes` are sentences for the instructor on what earned nothing because it fits no question.
    """

    case: Case
    received: Received
    questions: tuple[MarkedQuestion, ...]
    notes: tuple[str, ...] = ()

    @property
    def earned(self) -> float:
        """Return the points of all questions that are marked without a person."""
        return round(sum(q.mark.points for q in self.questions), 2)

    def ruling(self) -> str:
        """Return the text of the ruling, or nothing."""
        return next((text for _, text in self._rulings()), "")

    def ruling_digest(self) -> str:
        """Return a SHA-256 that changes when the text of a ruling does, and only then."""
        parts = [part for pair in self._rulings() for part in pair]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def _rulings(self) -> list[tuple[str, str]]:
        return [
            (q.question.id, q.answer["text"])
            for q in self.questions
            if isinstance(q.question, Ruling) and q.answer and not q.malformed
        ]


def receive(folder: Path, case: str) -> Received:
    """Return the sheet of `case` in `folder`, or why it cannot be used. Never raises."""
    path = folder / sheet_name(case)
    if not os.path.lexists(path):
        return Received(None, "There is no answer sheet in this hand-in.", missing=True)
    digest = ""
    try:
        raw = sheet_bytes(path)
        digest = hashlib.sha256(raw).hexdigest()
        sheet = parse_sheet(raw)
    except SheetError as error:
        return Received(None, f"The answer sheet could not be read. {error}", digest=digest)
    if sheet.of != case:
        told = f"The answer sheet belongs to “{plain(sheet.of)}”, not to “{case}”."
        return Received(None, told, digest=digest)
    return Received(sheet, digest=digest)


def mark_hand_in(case: Case, received: Received) -> MarkedHandIn:
    """Return every question of `case` marked. Pure: the same sheet earns the same marks."""
    answers = received.answers()
    marked = tuple(_marked(question, answers.get(question.id)) for question in case.questions)
    return MarkedHandIn(case, received, marked, _notes(case, marked, answers))


def _marked(question: Question, answer: dict[str, Any] | None) -> MarkedQuestion:
    read = given(question.kind, answer)
    answered = answer is not None
    return MarkedQuestion(
        question,
        answer,
        award_given(question, read, answered=answered),
        malformed=answered and read is None,
        unknown=tuple(unknown_ids(question, read)) if read else (),
    )


def _notes(
    case: Case, marked: tuple[MarkedQuestion, ...], answers: dict[str, dict[str, Any]]
) -> tuple[str, ...]:
    found = []
    asked = {q.question.id for q in marked}
    strange = [name for name in answers if name not in asked]
    if strange:
        found.append(f"It answers {_named(strange)}, which “{case.id}” does not ask.")
    for q in marked:
        if q.malformed:
            found.append(f"The answer to “{q.question.id}” does not have the form of its question.")
        elif q.unknown:
            found.append(
                f"The answer to “{q.question.id}” names {_named(q.unknown)}, which it does not offer."
            )
    return tuple(found)


def _named(names: list[str] | tuple[str, ...]) -> str:
    told = ", ".join(f"“{plain(n)}”" for n in names[:NAMED])
    return told + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
