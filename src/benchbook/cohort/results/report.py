"""What a cohort's report says of one case: counts and shares, never a name or a code.

Under five hand-ins nothing is broken down: what few people did could be told apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from statistics import mean, median

from pandas import isna

from ...activities.ruling.question import Criterion, Ruling
from ...casebook.case import Case
from ...errors import UsageError
from ...marking.marked import MarkedHandIn
from .form_report import FormReport, form_report, readable
from .groups import FEWEST, shown_groups
from .lesson_sections import Section
from .mistakes import MOST, Mistake, commonest_mistakes
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
    """Everything the page shows. Lists are empty where the cohort is too small to break down.

    `shown` is how many hand-ins are broken down: all that could be read, but for a file of a pair
    that too few had. `files` compares the files of a pair, and `variants` are its cases
    that say what differs.
    """

    case: Case
    counts: Counts
    shown: int = 0
    files: list[GroupTally] = field(default_factory=list)
    variants: list[Case] = field(default_factory=list)
    earned: tuple[float, float, float] | None = None
    questions: list[QuestionTally] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    confidence: dict[str, Share] = field(default_factory=dict)
    criteria: list[CriterionTally] = field(default_factory=list)
    groups: list[GroupTally] = field(default_factory=list)
    groups_hidden: bool = False
    form: FormReport | None = None

    @property
    def is_broken_down(self) -> bool:
        """Tell whether there are enough hand-ins to show how they were answered."""
        return self.shown >= FEWEST

    @property
    def some_marked(self) -> bool:
        """Tell whether a person has marked a criterion of any ruling."""
        return any(sum(c.levels.values()) for c in self.criteria)


def cohort_report(rows: Rows, sections: list[Section], earlier: Rows | None = None) -> Report:
    """Return the report on `rows`; `sections` are the lessons' own, for the mistakes.

    `earlier` are the rows of the form of a test that `rows` are compared with.

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
    sound = readable(rows)
    late = learners["late"].dropna()
    counts = Counts(
        people=len(learners),
        handed_in=handed_in,
        late=int(late.sum()) if len(late) else None,
        unreadable=handed_in - len(sound),
        answered=len(sound),
        waiting=int(learners["waits"].sum()),
    )
    files = {
        file: {c: h for c, h in sound.items() if rows.file_of[c] == file} for file in rows.files
    }
    # Under five of a file are left out altogether: the whole less the rest would show them.
    files = {file: of_file for file, of_file in files.items() if len(of_file) >= FEWEST}
    if not files:
        return Report(rows.case, counts)
    return _broken_down(rows, files, sections, counts, form_report(rows, earlier))


def _broken_down(
    rows: Rows,
    files: dict[str, dict[str, MarkedHandIn]],
    sections: list[Section],
    counts: Counts,
    form: FormReport | None,
) -> Report:
    shown = {c: h for of_file in files.values() for c, h in of_file.items()}
    asked = [q for q in rows.case.questions if not isinstance(q, Ruling)]
    sure = [a for h in shown.values() for a in h.questions if asks_confidence(a.question)]
    earned = [h.earned for h in shown.values()]
    groups = _groups(rows, shown)
    named = {g for g in rows.learners["group"] if g}
    return Report(
        rows.case,
        counts,
        len(shown),
        _files(rows, files),
        [c for c in rows.files.values() if c.variant_of],
        earned=(mean(earned), median(earned), sum(q.points for q in asked)),
        questions=_questions(rows, files),
        mistakes=_mistakes(rows, files, sections),
        confidence=confidence(sure) if sure else {},
        criteria=_criteria(rows, list(shown)),
        groups=groups,
        groups_hidden=bool(named) and {g.name for g in groups} != named,
        form=form,
    )


def _questions(rows: Rows, files: dict[str, dict[str, MarkedHandIn]]) -> list[QuestionTally]:
    """Return the tally of each question; in a pair, one for each file, because the keys differ."""
    found = []
    for place, question in enumerate(rows.case.questions):
        for file, hand_ins in files.items():
            if isinstance(question, Ruling):
                continue
            of_file = rows.files[file].questions[place]
            told = tally(of_file, [h.questions[place] for h in hand_ins.values()])
            if len(rows.files) > 1:
                title = f"{told.title} ({rows.files[file].title})"
                told = replace(told, id=f"{file}-{told.id}", title=title)
            found.append(told)
    return found


def _mistakes(
    rows: Rows, files: dict[str, dict[str, MarkedHandIn]], sections: list[Section]
) -> list[Mistake]:
    found = []
    for file, hand_ins in files.items():
        for mistake in commonest_mistakes(rows.files[file], list(hand_ins.values()), sections):
            if len(rows.files) > 1:
                question = f"{mistake.question} ({rows.files[file].title})"
                mistake = replace(mistake, question=question)
            found.append(mistake)
    return sorted(found, key=lambda m: -m.made.part)[:MOST] if len(files) > 1 else found


def _files(rows: Rows, files: dict[str, dict[str, MarkedHandIn]]) -> list[GroupTally]:
    """Return how those with each file did; nothing where the case was given out in one."""
    if len(rows.files) == 1:
        return []
    return [_tallied(rows, rows.files[f].title, list(h.values())) for f, h in files.items()]


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
    return [
        _tallied(rows, group.name, [sound[code] for code in group.codes])
        for group in shown_groups(group_of, list(sound))
    ]


def _tallied(rows: Rows, name: str, members: list[MarkedHandIn]) -> GroupTally:
    asked = [q.id for q in rows.case.questions if not isinstance(q, Ruling)]
    by_question = {question: mean(_share(h, question) for h in members) for question in asked}
    most = sum(q.mark.max for q in members[0].questions)
    return GroupTally(name, len(members), mean(h.earned / most for h in members), by_question)


def _share(hand_in: MarkedHandIn, question: str) -> float:
    mark = next(q.mark for q in hand_in.questions if q.question.id == question)
    return mark.points / mark.max
