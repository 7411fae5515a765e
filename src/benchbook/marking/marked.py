"""Mark a whole hand-in: the sheet that was received, and the mark of every question.

The learner's notebook is never an input. nbgrader's executed cells, the preprocessors, the batch
marker, the feedback page and the report all mark through this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..activities.mark import Mark
from ..activities.question import Question
from ..activities.ruling.question import Ruling
from ..answers import Sheet, sheet_name
from ..answers.sheet_file import read_sheet
from ..casebook.case import Case
from ..errors import SheetError
from .award import award, is_malformed


@dataclass(frozen=True)
class Received:
    """The sheet of a hand-in; where there is none that can be used, `problem` says why."""

    sheet: Sheet | None
    problem: str = ""

    def answers(self) -> dict[str, dict[str, Any]]:
        """Return the answers that stand, by question."""
        return self.sheet.standing() if self.sheet else {}


@dataclass(frozen=True)
class MarkedQuestion:
    """One question of a hand-in: what was answered and what it earned."""

    question: Question
    answer: dict[str, Any] | None
    mark: Mark
    malformed: bool


@dataclass(frozen=True)
class MarkedHandIn:
    """A hand-in with every question marked; rulings earn nothing here, a person marks them."""

    case: Case
    received: Received
    questions: tuple[MarkedQuestion, ...]

    @property
    def earned(self) -> float:
        """Return the points of all questions that are marked without a person."""
        return round(sum(q.mark.points for q in self.questions), 2)

    def ruling(self) -> str:
        """Return the text of the ruling, or nothing."""
        for marked in self.questions:
            if isinstance(marked.question, Ruling) and marked.answer and not marked.malformed:
                return str(marked.answer["text"])
        return ""


def receive(folder: Path, case: str) -> Received:
    """Return the sheet of `case` in `folder`, or why it cannot be used. Never raises."""
    path = folder / sheet_name(case)
    if not path.is_file():
        return Received(None, "There is no answer sheet in this hand-in.")
    try:
        sheet = read_sheet(path)
    except SheetError as error:
        return Received(None, f"The answer sheet could not be read. {error}")
    if sheet.of != case:
        return Received(None, f"The answer sheet belongs to “{sheet.of}”, not to “{case}”.")
    return Received(sheet)


def mark_hand_in(case: Case, received: Received) -> MarkedHandIn:
    """Return every question of `case` marked. Pure: the same sheet earns the same marks."""
    answers = received.answers()
    return MarkedHandIn(
        case,
        received,
        tuple(_marked(question, answers.get(question.id)) for question in case.questions),
    )


def _marked(question: Question, answer: dict[str, Any] | None) -> MarkedQuestion:
    return MarkedQuestion(question, answer, award(question, answer), is_malformed(question, answer))
