"""Item analysis of one form of a test, from the marked hand-ins. Pure counting.

An item is right where it earned all its points; a blank or malformed answer is wrong. A score is
the number of items right. Whatever cannot be worked out, because everybody did alike, is None.

Difficulty is told as a share and on the logit scale of F. M. Lord and M. R. Novick, Statistical
Theories of Mental Test Scores (Addison-Wesley 1968), chapters 17 to 20 (A. Birnbaum): the share is
corrected for guessing, (share - chance) / (1 - chance), and turned into ln((1 - p) / p), so that 0
is an item that half of those who do not guess get right, and more is harder.
Discrimination is the correlation of an item with the number right among the other items.
Reliability is formula 20 of G. F. Kuder and M. W. Richardson, The theory of the estimation of test
reliability, Psychometrika 2 (1937) 151-160, which for right and wrong is the alpha of L. J. Cronbach,
Coefficient alpha and the internal structure of tests, Psychometrika 16 (1951) 297-334. Its interval
is that of D. G. Bonett, Sample size requirements for testing and estimating coefficient alpha,
Journal of Educational and Behavioral Statistics 27 (2002) 335-340: ln(1 - alpha) has about the
variance 2k / ((k - 1)(n - 2)) for k items and n people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import correlation, mean, pvariance, stdev

from ...casebook.case import Case
from ...marking.marked import MarkedHandIn, MarkedQuestion
from .measured import Sort, asked, measures, sort_of
from .tally import Z95, Share


@dataclass(frozen=True)
class ItemResult:
    """How a group did on one item.

    `difficulty` is in logits; `clipped` says that the share was at or under chance, or all were
    right, so that the true value lies beyond it.
    """

    id: str
    title: str
    sort: Sort
    measures: str
    options: int
    right: Share
    difficulty: float | None
    clipped: bool
    discrimination: float | None

    @property
    def chance(self) -> float:
        """Return the share of right answers that guessing alone gives."""
        return 1 / self.options


@dataclass(frozen=True)
class FormAnalysis:
    """The items of a form, and what they say together. Scores are numbers of items right."""

    people: int
    items: list[ItemResult]
    mean: float | None
    spread: float | None
    reliability: float | None
    reliability_interval: tuple[float, float] | None


def is_right(marked: MarkedQuestion) -> bool:
    """Tell whether an answer earned all the points of its question."""
    return marked.mark.points >= marked.mark.max - 1e-9


def analyse_form(case: Case, hand_ins: Sequence[MarkedHandIn]) -> FormAnalysis:
    """Return the item analysis of `case`, a form of a test."""
    items = asked(case)
    right = [[is_right(h.questions[place]) for place, _, _ in items] for h in hand_ins]
    scores = [sum(row) for row in right]
    found = []
    for n, (_, question, item) in enumerate(items):
        column = [row[n] for row in right]
        share = Share(sum(column), len(column))
        difficulty, clipped = difficulty_of(share, len(question.options))
        found.append(
            ItemResult(
                question.id,
                question.title,
                sort_of(item),
                measures(item),
                len(question.options),
                share,
                difficulty,
                clipped,
                discrimination(column, scores),
            )
        )
    reliability = kr20(right)
    return FormAnalysis(
        len(right),
        found,
        mean(scores) if scores else None,
        stdev(scores) if len(scores) > 1 else None,
        reliability,
        alpha_interval(reliability, len(items), len(right)),
    )


def difficulty_of(right: Share, options: int) -> tuple[float | None, bool]:
    """Return the difficulty in logits, corrected for guessing, and whether it had to be clipped.

    The corrected share is kept half a person away from nobody and from everybody.
    """
    if not right.of:
        return None, False
    chance = 1 / options
    share = (right.part - chance) / (1 - chance)
    edge = 0.5 / right.of
    kept = min(max(share, edge), 1 - edge)
    return log((1 - kept) / kept), kept != share


def discrimination(column: Sequence[bool], scores: Sequence[int]) -> float | None:
    """Return the correlation of one item with the number right among the others."""
    rest = [score - right for score, right in zip(scores, column, strict=True)]
    return related([int(right) for right in column], rest)


def related(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return the correlation of two lists, or None where one of them has no spread."""
    if len(set(one)) < 2 or len(set(other)) < 2:
        return None
    return correlation(one, other)


def kr20(right: Sequence[Sequence[bool]]) -> float | None:
    """Return the reliability of the number right: a row for each person, a column for each item."""
    items = len(right[0]) if right else 0
    scores = [sum(row) for row in right]
    if items < 2 or len(set(scores)) < 2:
        return None
    shares = [mean(row[n] for row in right) for n in range(items)]
    of_items = sum(p * (1 - p) for p in shares)
    return items / (items - 1) * (1 - of_items / pvariance(scores))


def alpha_interval(alpha: float | None, items: int, people: int) -> tuple[float, float] | None:
    """Return Bonett's interval of a reliability for 95 in 100; None where it cannot be worked out."""
    if alpha is None or alpha >= 1 or people < 3:
        return None
    half = Z95 * sqrt(2 * items / ((items - 1) * (people - 2)))
    return (1 - (1 - alpha) * exp(half), 1 - (1 - alpha) * exp(-half))
