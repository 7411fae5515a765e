"""What a cohort's report says of one case: counts and shares, never a name or a code.

Under five hand-ins nothing is broken down: what few people did could be told apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import mean, median

from pandas import isna

from ...activities.ruling.question import Criterion, Ruling
from ...casebook.case import Case
from ...errors import UsageError
from ...marking.marked import MarkedHandIn
from .groups import FEWEST, shown_groups
from .lesson_sections import Section
from .mistakes import Mistake, commonest_mistakes
from .rows import Rows
from .tally import QuestionTally, Share, asks_confidence, confidence, tally


@dataclass(frozen=True)
class CriterionTally:
    """How many rulings reached each level of a criterion; `waiting` are not marked yet.

    `id` and `question` are the ruling's. `levels` has the best level first; points between two
    levels count for the lower one.
    """

    id: str
    question: str
    title: str
    levels: dict[str, int]
    waiting: int


@dataclass(frozen=True)
class GroupTally:
    """A group's average share of the points, over all questions and by question."""

    name: str
    people: int
    points: float
    by_question: dict[str, float]


@dataclass(frozen=True)
class Counts:
    """How many people there are, and how many of them handed in, late, unreadable, or wait.

    `late` is None where there is no deadline; `answered` are the hand-ins that could be read.
    """

    people: int
    handed_in: int
    late: int | None
    unreadable: int
    answered: int
    waiting: int


@dataclass(frozen=True)
class Report:
    """Everything the page shows. Lists are empty where the cohort is too small to break down."""

    case: Case
    counts: Counts
    earned: tuple[float, float, float] | None = None
    questions: list[QuestionTally] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    confidence: dict[str, Share] = field(default_factory=dict)
    criteria: list[CriterionTally] = field(default_factory=list)
    groups: list[GroupTally] = field(default_factory=list)
    groups_hidden: bool = False

    @property
    def is_broken_down(self) -> bool:
        """Tell whether there are enough hand-ins to show how they were answered."""
        return self.counts.answered >= FEWEST

    @property
    def some_marked(self) -> bool:
        """Tell whether a person has marked a criterion of any ruling."""
        return any(sum(c.levels.values()) for c in self.criteria)


def cohort_report(rows: Rows, sections: list[Section]) -> Report:
    """Return the report on `rows`; `sections` are the lessons' own, for the mistakes.

    A hand-in whose sheet cannot be read is counted and then left out. Raises UsageError where
    nobody has handed in.
    """
    learners = rows.learners
    handed_in = int(learners["handed_in"].sum())
    if not handed_in:
        raise UsageError(
            f"Nobody has handed in “{rows.case.id}” yet, so there is nothing to report. "
            "Take in what was handed in with “benchbook cohort collect”."
        )
    sound = {c: h for c, h in sorted(rows.hand_ins.items()) if not h.received.problem}
    late = learners["late"].dropna()
    counts = Counts(
        people=len(learners),
        handed_in=handed_in,
        late=int(late.sum()) if len(late) else None,
        unreadable=handed_in - len(sound),
        answered=len(sound),
        waiting=int(learners["waits"].sum()),
    )
    if counts.answered < FEWEST:
        return Report(rows.case, counts)
    return _broken_down(rows, sound, sections, counts)


def _broken_down(
    rows: Rows,
    sound: dict[str, MarkedHandIn],
    sections: list[Section],
    counts: Counts,
) -> Report:
    case, hand_ins = rows.case, list(sound.values())
    asked = [
        (question, [h.questions[place] for h in hand_ins])
        for place, question in enumerate(case.questions)
        if not isinstance(question, Ruling)
    ]
    sure = [a for question, answers in asked if asks_confidence(question) for a in answers]
    earned = [h.earned for h in hand_ins]
    groups = _groups(rows, sound)
    named = {g for g in rows.learners["group"] if g}
    return Report(
        case,
        counts,
        earned=(mean(earned), median(earned), sum(q.points for q, _ in asked)),
        questions=[tally(question, answers) for question, answers in asked],
        mistakes=commonest_mistakes(case, hand_ins, sections),
        confidence=confidence(sure) if sure else {},
        criteria=_criteria(rows, list(sound)),
        groups=groups,
        groups_hidden=bool(named) and {g.name for g in groups} != named,
    )


def _criteria(rows: Rows, codes: list[str]) -> list[CriterionTally]:
    given = rows.learners.set_index("code").loc[codes]
    return [
        _levels(question, criterion, given[f"criterion.{question.id}.{criterion.id}"].to_list())
        for question in rows.case.questions
        if isinstance(question, Ruling)
        for criterion in question.criteria
    ]


def _levels(question: Ruling, criterion: Criterion, points: list[float]) -> CriterionTally:
    reached: Counter[str] = Counter()
    for value in points:
        if isna(value):
            continue
        reached[next((v.id for v in criterion.levels if value >= v.points - 1e-9), "")] += 1
    levels = {f"{v.label} ({v.points:g})": reached[v.id] for v in criterion.levels}
    return CriterionTally(
        question.id, question.title, criterion.title, levels, len(points) - reached.total()
    )


def _groups(rows: Rows, sound: dict[str, MarkedHandIn]) -> list[GroupTally]:
    group_of = dict(zip(rows.learners["code"], rows.learners["group"], strict=True))
    asked = [q.id for q in rows.case.questions if not isinstance(q, Ruling)]
    found = []
    for group in shown_groups(group_of, list(sound)):
        members = [sound[code] for code in group.codes]
        by_question = {name: mean(_share(h, name) for h in members) for name in asked}
        most = sum(q.mark.max for q in members[0].questions)
        points = mean(h.earned / most for h in members)
        found.append(GroupTally(group.name, len(members), points, by_question))
    return found


def _share(hand_in: MarkedHandIn, question: str) -> float:
    mark = next(q.mark for q in hand_in.questions if q.question.id == question)
    return mark.points / mark.max
