"""What changed between the two forms of a test, for those who handed in both. Pure counting.

Hand-ins are matched by code. “Before” and “after” are what the forms say, except for a person all
of whose answers to the later form are older than those to the earlier: a group may let half its
people begin with the other form.

Under five people with both, nothing is worked out. Where one to four handed in only one of the
forms, or took them the other way round, whoever has the reports on both could subtract and find
them; then there is an average gain, and nothing is broken down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import sqrt
from statistics import mean, stdev

from ...casebook.case import Case
from ...marking.marked import MarkedHandIn, MarkedQuestion
from .groups import FEWEST
from .items import is_right
from .measured import SORTS, Sort, asked, measures, sort_of
from .student_t import t95
from .tally import Share, confidence


@dataclass(frozen=True)
class Pair:
    """One thing measured in both forms, and how many dealt with it how, before and after."""

    id: str
    sort: Sort
    measures: str
    right_both: int
    wrong_to_right: int
    right_to_wrong: int
    wrong_both: int

    @property
    def before(self) -> Share:
        """Return how many had it right before."""
        return Share(self.right_both + self.right_to_wrong, self._people)

    @property
    def after(self) -> Share:
        """Return how many had it right after."""
        return Share(self.right_both + self.wrong_to_right, self._people)

    @property
    def _people(self) -> int:
        return self.right_both + self.wrong_to_right + self.right_to_wrong + self.wrong_both


@dataclass(frozen=True)
class Change:
    """Average numbers of items right, of `most`; the interval of the gain is None without spread."""

    most: int
    before: float
    after: float
    gain: float
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Part:
    """The pairs that measure common mistakes, or duties, and the change over them."""

    name: str
    pairs: list[Pair]
    change: Change

    @property
    def wrong_to_right(self) -> int:
        """Return how many answers turned right."""
        return sum(p.wrong_to_right for p in self.pairs)

    @property
    def right_to_wrong(self) -> int:
        """Return how many answers turned wrong."""
        return sum(p.right_to_wrong for p in self.pairs)


@dataclass(frozen=True)
class Gain:
    """The gain of `people`. `change` is None under five; parts and confidence are empty where hidden.

    `turned` of them took the later form first. The others handed in one form only.
    """

    people: int
    only_before: int
    only_after: int
    turned: int = 0
    change: Change | None = None
    parts: list[Part] = field(default_factory=list)
    sure_before: dict[str, Share] = field(default_factory=dict)
    sure_after: dict[str, Share] = field(default_factory=dict)


def gain(
    first: Case,
    second: Case,
    before: Mapping[str, MarkedHandIn],
    after: Mapping[str, MarkedHandIn],
) -> Gain | None:
    """Return the gain from the form `first` to the form `second`; None where they share no item.

    `before` and `after` hold the readable hand-ins by code.
    """
    places = {question.id: place for place, question, _ in asked(first)}
    items = [(places[q.id], place, i) for place, q, i in asked(second) if q.id in places]
    if not items:
        return None
    codes = sorted(before.keys() & after.keys())
    alone = (len(before) - len(codes), len(after) - len(codes))
    if len(codes) < FEWEST:
        return Gain(len(codes), *alone)
    turned = {code for code in codes if _turned(before[code], after[code])}
    answers: list[tuple[list[MarkedQuestion], list[MarkedQuestion]]] = []
    for code in codes:
        one = [before[code].questions[place] for place, _, _ in items]
        two = [after[code].questions[place] for _, place, _ in items]
        answers.append((two, one) if code in turned else (one, two))
    right = [([is_right(a) for a in one], [is_right(a) for a in two]) for one, two in answers]
    change = _change(right, range(len(items)))
    if any(0 < n < FEWEST for n in (*alone, len(turned))):
        return Gain(len(codes), *alone, len(turned), change)
    parts = []
    for sort, name in SORTS.items():
        mine = [n for n, (_, _, item) in enumerate(items) if sort_of(item) == sort]
        pairs = [
            Pair(items[n][2].question, sort, measures(items[n][2]), *_turns(right, n)) for n in mine
        ]
        if pairs:
            parts.append(Part(name, pairs, _change(right, mine)))
    return Gain(
        len(codes),
        *alone,
        len(turned),
        change,
        parts,
        confidence([a for one, _ in answers for a in one]),
        confidence([a for _, two in answers for a in two]),
    )


def paired_interval(gains: Sequence[float]) -> tuple[float, float] | None:
    """Return the interval of an average gain for 95 in 100: Student's t on each person's own gain."""
    if len(set(gains)) < 2:
        return None
    half = t95(len(gains) - 1) * stdev(gains) / sqrt(len(gains))
    return (mean(gains) - half, mean(gains) + half)


def _change(right: Sequence[tuple[list[bool], list[bool]]], items: Sequence[int]) -> Change:
    one = [sum(before[n] for n in items) for before, _ in right]
    two = [sum(after[n] for n in items) for _, after in right]
    gains = [b - a for a, b in zip(one, two, strict=True)]
    return Change(len(items), mean(one), mean(two), mean(gains), paired_interval(gains))


def _turns(right: Sequence[tuple[list[bool], list[bool]]], item: int) -> tuple[int, ...]:
    """Count right both times, turned right, turned wrong, wrong both times."""
    seen = [(before[item], after[item]) for before, after in right]
    return tuple(
        seen.count(turn) for turn in ((True, True), (False, True), (True, False), (False, False))
    )


def _turned(before: MarkedHandIn, after: MarkedHandIn) -> bool:
    """Tell whether every answer to the later form is older than every one to the earlier form."""
    one, two = _times(before), _times(after)
    return bool(one and two) and max(two) < min(one)


def _times(hand_in: MarkedHandIn) -> list[datetime]:
    """Return when the answers were given; nothing where a time cannot be read."""
    sheet = hand_in.received.sheet
    try:
        found = [datetime.fromisoformat(e.changed) for e in sheet.answers.values()] if sheet else []
    except ValueError:
        return []
    return found if all(at.tzinfo for at in found) else []
