"""The ruling on paper: what was written, the criteria with their levels, what a full answer says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from ..activities.printed import paragraphs
from ..activities.ruling.question import Criterion, Level, Ruling
from .feedback import provisions

WAITS = "A person has not marked this yet."


@dataclass(frozen=True)
class RubricMark:
    """What a person gave for one criterion: points and comment; points are None until given."""

    points: float | None
    comment: str = ""


class RubricFeedback:
    """The rubric of one ruling, to be shown with the marks that a person gave."""

    def __init__(self, question: Ruling) -> None:
        """Prepare what every page shows of `question`."""
        self._criteria = question.criteria
        self.most = sum(c.points for c in question.criteria)
        self._full = {c.id: _full_answer(c) for c in question.criteria}
        self._levels: dict[tuple[str, float | None], str] = {}
        self._exemplars = exemplars(question)

    def earned(self, rubric: Mapping[str, RubricMark]) -> float:
        """Return the points given so far."""
        return sum(rubric[c.id].points or 0.0 for c in self._criteria if c.id in rubric)

    def waiting(self, rubric: Mapping[str, RubricMark]) -> int:
        """Return how many criteria nobody has marked."""
        return sum(c.id not in rubric or rubric[c.id].points is None for c in self._criteria)

    def points(self, rubric: Mapping[str, RubricMark]) -> str:
        """Return the points as a reader says them, and what still waits."""
        waiting = self.waiting(rubric)
        if waiting == len(self._criteria):
            return "not marked yet"
        so_far = " so far" if waiting else ""
        return f"{self.earned(rubric):g} of {self.most:g}{so_far}"

    def html(self, answer: str, rubric: Mapping[str, RubricMark]) -> str:
        """Return the ruling, already HTML, beside each criterion with its mark and comment."""
        head = f"A person marks a ruling. Yours: {self.points(rubric)}."
        parts = "".join(self._criterion(c, rubric.get(c.id)) for c in self._criteria)
        return (
            f'<p class="points">{head}</p><h3>Your ruling</h3><div class="said">{answer}</div>'
            f"<h3>The criteria</h3>{parts}{self._exemplars}"
        )

    def _criterion(self, criterion: Criterion, mark: RubricMark | None) -> str:
        points = mark.points if mark else None
        key = (criterion.id, points)
        if key not in self._levels:
            self._levels[key] = _levels(criterion, points)
        comment = (
            f'<div class="comment"><p><strong>Comment:</strong></p>{paragraphs(mark.comment)}</div>'
            if mark and mark.comment.strip()
            else ""
        )
        return self._levels[key] + comment + self._full[criterion.id]


def _levels(criterion: Criterion, points: float | None) -> str:
    return (
        f'<h4>{escape(criterion.title)}</h4><p class="points">{_given(criterion, points)}</p>'
        f"{_table(criterion, points)}"
    )


def _table(criterion: Criterion, points: float | None) -> str:
    rows = "".join(_row(level, points == level.points) for level in criterion.levels)
    return f"<table><caption>Levels of this criterion</caption><tbody>{rows}</tbody></table>"


def _row(level: Level, given: bool) -> str:
    word = '<span class="word">Your ruling</span>' if given else ""
    name = ' class="given"' if given else ""
    return (
        f'<tr{name}><th scope="row">{escape(level.label)} ({level.points:g}){word}</th>'
        f"<td>{escape(level.descriptor)}</td></tr>"
    )


def _given(criterion: Criterion, points: float | None) -> str:
    if points is None:
        return WAITS
    of = f"{points:g} of {criterion.points:g} points"
    for level in criterion.levels:
        if level.points == points:
            return f"{of}: {escape(level.label)}"
    above = [lv for lv in criterion.levels if lv.points > points]
    below = [lv for lv in criterion.levels if lv.points < points]
    if above and below:
        return f"{of}: between {escape(below[0].label)} and {escape(above[-1].label)}"
    return of


def _full_answer(criterion: Criterion) -> str:
    return (
        f"<p><strong>A full answer:</strong></p>{paragraphs(criterion.model)}"
        f"{provisions(criterion.cites)}"
    )


def for_marker(question: Ruling) -> str:
    """Return the criteria with levels and full answers, then the exemplars, without any mark."""
    parts = "".join(
        f"<h4>{escape(c.title)}</h4>{_table(c, None)}{_full_answer(c)}" for c in question.criteria
    )
    return f"<h3>The criteria</h3>{parts}{exemplars(question)}"


def exemplars(question: Ruling) -> str:
    """Return the written-out rulings of `question`, each with what makes it so."""
    shown = "".join(
        f'<h4>{escape(e.level)}</h4><div class="said">{paragraphs(e.text)}</div>'
        f"<p><strong>Why:</strong></p>{paragraphs(e.comment)}"
        for e in question.exemplars
    )
    return f"<h3>Rulings to compare yours with</h3>{shown}"


__all__ = ["RubricFeedback", "RubricMark", "exemplars", "for_marker"]
