"""Item analysis of small tables, worked out by hand in the comments."""

from __future__ import annotations

from math import log, sqrt
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchbook.casebook.vocabulary import Misconception
from benchbook.cohort.results import item_words
from benchbook.cohort.results.items import (
    FormAnalysis,
    ItemResult,
    alpha_interval,
    analyse_form,
    difficulty_of,
    discrimination,
    kr20,
)
from benchbook.cohort.results.measured import MISCONCEPTIONS, measures
from benchbook.cohort.results.student_t import chance_correlation, t95
from benchbook.cohort.results.tally import Share

from .short_form import form, group, marked, short


@pytest.fixture(scope="module")
def table() -> FormAnalysis:
    """Give five people on three items, from all right to none."""
    case = short("diagnostic")
    return analyse_form(case, list(group(case, "111", "110", "100", "100", "000").values()))


def test_an_item_has_its_share_right(table: FormAnalysis) -> None:
    assert [i.right for i in table.items] == [Share(4, 5), Share(2, 5), Share(1, 5)]


def test_difficulty_is_corrected_for_guessing_and_told_in_logits(table: FormAnalysis) -> None:
    # One of four options is right by chance. (4/5 - 1/4) / (3/4) = 11/15, and ln((4/15)/(11/15));
    # (2/5 - 1/4) / (3/4) = 1/5, and ln 4; 1/5 is under chance, so it is kept half a person of five,
    # 1/10, away from nobody: ln 9.
    assert [i.difficulty for i in table.items] == pytest.approx([log(4 / 11), log(4), log(9)])
    assert [i.clipped for i in table.items] == [False, False, True]


def test_difficulty_is_clipped_where_all_are_right_or_the_share_is_chance() -> None:
    # Half a person of five, and of eight, away from everybody and from nobody.
    for share, logits in ((Share(5, 5), -log(9)), (Share(2, 8), log(15))):
        difficulty, clipped = difficulty_of(share, 4)
        assert difficulty == pytest.approx(logits)
        assert clipped
    assert difficulty_of(Share(0, 0), 4) == (None, False)


def test_discrimination_is_the_correlation_with_the_other_items(table: FormAnalysis) -> None:
    # Item 1: 1 1 1 1 0 beside 2 1 0 0 0: (3 - 5·0.8·0.6) / √((4 - 3.2)(5 - 1.8)) = 0.6/1.6.
    # Item 3: 1 0 0 0 0 beside 2 2 1 1 0: (2 - 5·0.2·1.2) / √((1 - 0.2)(10 - 7.2)) = 0.8/√2.24.
    found: list[Any] = [i.discrimination for i in table.items]
    assert (found[0], found[2]) == (pytest.approx(0.375), pytest.approx(0.8 / sqrt(2.24)))


def test_reliability_is_kuder_and_richardsons_formula_20(table: FormAnalysis) -> None:
    # p(1 - p): 0.16 + 0.24 + 0.16 = 0.56. Scores 3 2 1 1 0: mean 1.4, variance 15/5 - 1.96 = 1.04.
    assert table.reliability == pytest.approx(3 / 2 * (1 - 0.56 / 1.04))


def test_scores_have_their_mean_and_spread(table: FormAnalysis) -> None:
    # Squares about 1.4: 2.56 + 0.36 + 0.16 + 0.16 + 1.96 = 5.2, over four.
    assert (table.people, table.mean) == (5, 1.4)
    assert table.spread == pytest.approx(sqrt(1.3))


def test_a_blank_and_a_malformed_answer_are_wrong() -> None:
    case = short("diagnostic")
    found = analyse_form(case, [marked(case, "1-x"), marked(case, "111")])
    assert [i.right.count for i in found.items] == [2, 1, 1]


def test_what_has_no_spread_is_none_and_never_nan() -> None:
    case = short("diagnostic")
    alike = analyse_form(case, list(group(case, *["110"] * 5).values()))
    assert [i.discrimination for i in alike.items] == [None] * 3
    assert (alike.reliability, alike.reliability_interval, alike.spread) == (None, None, 0)
    nobody = analyse_form(case, [])
    assert (nobody.mean, nobody.spread, nobody.reliability) == (None, None, None)
    assert [i.difficulty for i in nobody.items] == [None] * 3


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), max_size=12))
def test_every_table_gives_numbers_in_their_range_or_none(right: list[list[bool]]) -> None:
    scores = [sum(row) for row in right]
    for n in range(4):
        found = discrimination([row[n] for row in right], scores)
        assert found is None or -1 - 1e-9 <= found <= 1 + 1e-9
    value = kr20(right)
    assert value is None or value <= 1 + 1e-9


def test_the_interval_of_a_reliability_is_bonetts() -> None:
    # D. G. Bonett's own package (statpsych, ci.cronbach) has 0.02456518 as the standard error of
    # 0.85 with 7 items and 89 people, and 0.797 to 0.893 by F. On ln(1 - 0.85) it is that over 0.15.
    found = alpha_interval(0.85, 7, 89)
    assert found is not None
    assert log((1 - found[0]) / (1 - found[1])) == pytest.approx(
        2 * 1.959964 * 0.02456518 / 0.15, rel=1e-5
    )
    assert found == pytest.approx((0.797, 0.893), abs=0.005)
    assert alpha_interval(None, 24, 50) is None
    assert alpha_interval(0.5, 24, 2) is None


@pytest.mark.parametrize(
    # W. S. Gosset's t as every table prints it, such as NIST/SEMATECH e-Handbook, 1.3.6.7.2.
    ("freedom", "t"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (9, 2.262), (30, 2.042), (100, 1.984)],
)
def test_students_t_is_that_of_the_tables(freedom: int, t: float) -> None:
    assert t95(freedom) == pytest.approx(t, abs=0.0005)


def test_students_t_needs_two_people() -> None:
    with pytest.raises(ValueError, match="one degree of freedom"):
        t95(0)


def test_chance_gives_strong_correlations_among_few_people() -> None:
    # Tables of the correlation at 5%: 0.878 for five people, 0.361 for thirty.
    assert chance_correlation(5) == pytest.approx(0.878, abs=0.0005)
    assert chance_correlation(30) == pytest.approx(0.361, abs=0.0005)
    assert chance_correlation(2) is None


def item(right: Share, discrimination: float | None) -> ItemResult:
    difficulty, clipped = difficulty_of(right, 4)
    return ItemResult("i", "I", "duty", "safety", 4, right, difficulty, clipped, discrimination)


def test_a_warning_stands_beside_the_item_it_concerns_and_no_other() -> None:
    assert item_words.warnings(item(Share(60, 100), 0.3)) == []
    assert item_words.warnings(item(Share(90, 100), 0.3)) == [item_words.TOO_EASY_WORDS]
    assert item_words.warnings(item(Share(25, 100), 0.3)) == [item_words.CHANCE_WORDS]
    assert item_words.warnings(item(Share(60, 100), -0.3)) == [item_words.TURNED_WORDS]
    assert item_words.warnings(item(Share(6, 10), -0.3)) == [
        item_words.TURNED_WORDS,
        item_words.PERHAPS_CHANCE,
    ]


def test_the_two_numbers_of_an_item_are_told_in_words() -> None:
    # By chance alone 0.20 among 100 people, 0.14 among 200 and 0.63 among ten.
    easy, hard = item(Share(85, 100), 0.3), item(Share(80, 200), 0.1)
    assert item_words.meaning(easy) == (
        "Easy for this group. Those who know more get it right more often."
    )
    assert item_words.meaning(hard) == "Hard for this group. It hardly tells apart who knows more."
    few = item_words.meaning(item(Share(6, 10), 0.4))
    assert few == f"Neither easy nor hard for this group. {item_words.TOO_FEW_WORDS}"
    assert "tells nobody apart" in item_words.meaning(item(Share(5, 5), None))
    assert item_words.difficulty_said(item(Share(5, 5), None)) == "−2.2 or less"
    assert item_words.difficulty_said(hard) == "+1.4"
    assert item_words.difficulty_said(item(Share(5, 8), 0.4)) == "0.0"


def test_reliability_says_when_the_people_are_too_few(table: FormAnalysis) -> None:
    # Bonett for five people and three items: ln(1 - 0.692) ± 1.96·√(6/6).
    told = item_words.reliability_said(table)
    assert "It is 0.69 here, and in another group like this one anything from under 0 to" in told
    assert "With 5 people that is too wide" in told


def test_every_item_of_both_forms_says_what_it_measures() -> None:
    assert set(MISCONCEPTIONS) == set(get_args(Misconception))
    for name in ("diagnostic", "final"):
        found = form(name).form
        assert found is not None
        assert len({measures(i) for i in found.items}) == 24
