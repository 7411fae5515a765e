"""How far two markers agree: against the literature's own worked example, and at the edges."""

from __future__ import annotations

import pytest

from benchbook.activities.ruling.question import Criterion, Level
from benchbook.cohort.marks.marker_agreement import Pair, agreement, agreements, alpha, place

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (University of Pennsylvania, 2011),
# example C, also in Content Analysis (2004), ch. 11: four observers, twelve units, some missing.
# Published there: ordinal 0.815, interval 0.849.
NONE = None
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
    [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
]
LEVELS = [("full", 4.0), ("mostly", 3.0), ("partly", 1.0), ("not-yet", 0.0)]


@pytest.fixture
def criterion() -> Criterion:
    levels = [Level(id=i, label=i.title(), points=p, descriptor="It does.") for i, p in LEVELS]
    return Criterion(
        id="weighs", title="Weighs", points=4.0, model="It weighs.", cites=["a#b"], levels=levels
    )


def test_ordinal_alpha_is_that_of_krippendorffs_own_example() -> None:
    assert alpha(OBSERVERS, "ordinal") == pytest.approx(0.815, abs=0.0005)


def test_interval_alpha_is_that_of_krippendorffs_own_example() -> None:
    assert alpha(OBSERVERS, "interval") == pytest.approx(0.849, abs=0.0005)


def test_two_markers_who_always_agree_reach_one() -> None:
    assert alpha([[0, 1, 3, 4], [0, 1, 3, 4]], "ordinal") == pytest.approx(1.0)


def test_alpha_is_not_defined_where_every_mark_is_the_same() -> None:
    found = agreement("Weighs", [(3, 3), (3, 3)], "ordinal")
    assert found.alpha is None
    assert found.undefined == "every mark is the same, so there is nothing to agree on"


def test_alpha_is_not_defined_for_one_ruling() -> None:
    found = agreement("Weighs", [(3, 1)], "ordinal")
    assert found.alpha is None
    assert found.undefined == "fewer than two rulings were marked by both"


def test_alpha_is_not_defined_for_no_ruling() -> None:
    assert agreement("Weighs", [], "ordinal").alpha is None


def test_marks_of_one_marker_alone_do_not_count() -> None:
    assert alpha([[1, 4, NONE], [1, 4, 0]], "ordinal") == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("points", "level"),
    [(4, 0), (3.5, 0.5), (3, 1), (2, 1.5), (1, 2), (0.25, 2.75), (0, 3), (5, 0), (-1, 3)],
)
def test_points_have_a_place_among_the_levels(
    criterion: Criterion, points: float, level: float
) -> None:
    assert place(criterion, points) == pytest.approx(level)


@pytest.mark.parametrize(
    ("apart", "talk"), [(0.0, False), (0.5, False), (0.99, False), (1.0, True), (3.0, True)]
)
def test_a_level_or_more_apart_is_to_be_talked_about(apart: float, talk: bool) -> None:
    assert Pair("C", "ruling-weighs", 3, 1, apart).to_moderate is talk


def test_the_sum_counts_rulings_that_both_marked_whole(criterion: Criterion) -> None:
    both = {"r-a": criterion, "r-b": criterion}
    whole = [
        Pair(code, cell, points, points, 0.0)
        for code, points in (("ONE", 1.0), ("TWO", 4.0))
        for cell in both
    ]
    found = agreements(both, [*whole, Pair("THREE", "r-a", 4, 0, 3.0)])
    assert [row.pairs for row in found] == [3, 2, 2]
    assert found[-1].title == "The whole ruling"
    assert found[-1].alpha == pytest.approx(1.0)


def test_the_mean_difference_says_which_way_the_second_leans() -> None:
    assert agreement("Weighs", [(3, 4), (1, 3)], "ordinal").mean_difference == 1.5
