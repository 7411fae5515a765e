"""The analysis finds again what is known of simulated learners.

This tests the analysis, not the items. The learners answer by a formula, whatever the text of an
item says; so nothing here tells how hard the real items are, or whether they measure anything.
The model and its source stand in simulated_learners.py.

How far the bounds depend on how “discrimination 1” is read stands there too, with what failed.

The real forms, answer sheets, marking and rows are used. What has to be found: the order of the
learners by ability (Spearman at least 0.80 with each form's score), the same mean of both forms
(within half a mark, for the difficulties are the same), the known difficulties (r at least 0.9),
and the reliability (within 0.05 of the simulated one, which is the squared correlation of the
learners' scores with their true expected scores).
The last tests break something on purpose, and the same numbers must then fail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from benchbook.activities.choose_one.question import ChooseOne
from benchbook.casebook.case import Case
from benchbook.cohort.results.gain import gain
from benchbook.cohort.results.item_words import TURNED_WORDS, warnings
from benchbook.cohort.results.items import FormAnalysis, analyse_form, related
from benchbook.cohort.results.rows import Rows, cohort_rows
from benchbook.marking.marked import mark_hand_in

from .short_form import form
from .simulated_learners import (
    DIFFICULTIES,
    FORMS,
    PEOPLE,
    PLAIN,
    SCALE,
    SEED,
    Simulated,
    probabilities,
    simulate,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    return simulate(tmp_path_factory.mktemp("simulated") / "cohort")


@pytest.fixture(scope="module")
def rows(made: Simulated) -> dict[str, Rows]:
    return {name: cohort_rows(made.cohort, name) for name in FORMS}


@pytest.fixture(scope="module")
def analyses(rows: dict[str, Rows]) -> dict[str, FormAnalysis]:
    return {name: analyse_form(r.case, list(r.hand_ins.values())) for name, r in rows.items()}


def scores(rows: Rows) -> dict[str, float]:
    """Return what each learner earned, by code."""
    return dict(zip(rows.learners["code"], rows.learners["total"], strict=True))


def marked_by(rows: Rows, case: Case) -> dict[str, float]:
    """Return what each learner's sheet earns by another key."""
    return {code: mark_hand_in(case, h.received).earned for code, h in rows.hand_ins.items()}


def spearman(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the correlation of the ranks; those who are equal share their rank."""
    ranks = pd.DataFrame({"one": one, "other": other}).rank()
    return float(np.corrcoef(ranks["one"], ranks["other"])[0, 1])


def recovered(known: dict[str, float], found: FormAnalysis) -> float:
    """Return the correlation of the known difficulties with those found."""
    told = {i.id: i.difficulty for i in found.items if i.difficulty is not None}
    assert told.keys() == known.keys()
    value = related([known[name] for name in told], list(told.values()))
    assert value is not None
    return value


def with_key(case: Case, right: Callable[[int, ChooseOne], int]) -> Case:
    """Return the case with another right option: `right` says its place, for each question."""
    questions: list[Any] = []
    for n, question in enumerate(case.questions):
        assert isinstance(question, ChooseOne)
        place = right(n, question)
        options = [
            o.model_copy(update={"right": m == place}) for m, o in enumerate(question.options)
        ]
        questions.append(question.model_copy(update={"options": options}))
    return case.model_copy(update={"questions": questions})


def key_place(question: ChooseOne) -> int:
    return next(n for n, option in enumerate(question.options) if option.right)


def test_the_learners_are_those_that_were_promised(made: Simulated) -> None:
    ability = list(made.ability.values())
    assert (len(ability), len(set(ability)), SEED) == (PEOPLE, 200, 20261122)
    assert abs(np.mean(ability)) < 0.15
    assert 0.9 < np.std(ability) < 1.1
    assert sorted(DIFFICULTIES) == pytest.approx(list(np.linspace(-2, 2, 24)))


@pytest.mark.parametrize("name", FORMS)
def test_who_knows_more_scores_more(made: Simulated, rows: dict[str, Rows], name: str) -> None:
    assert spearman(scores(rows[name]), made.ability) >= 0.80


def test_the_forms_have_the_same_mean_within_half_a_mark(rows: dict[str, Rows]) -> None:
    one, two = (np.mean(list(scores(rows[name]).values())) for name in FORMS)
    assert abs(one - two) <= 0.5


@pytest.mark.parametrize("name", FORMS)
def test_known_difficulties_are_found_again(
    made: Simulated, analyses: dict[str, FormAnalysis], name: str
) -> None:
    assert recovered(made.difficulty, analyses[name]) >= 0.9


@pytest.mark.parametrize("name", FORMS)
def test_the_reliability_is_the_simulated_one(
    made: Simulated, rows: dict[str, Rows], analyses: dict[str, FormAnalysis], name: str
) -> None:
    observed = scores(rows[name])
    codes = sorted(observed)
    true = [made.expected[name][c] for c in codes]
    simulated = np.corrcoef([observed[c] for c in codes], true)[0, 1] ** 2
    assert analyses[name].reliability == pytest.approx(simulated, abs=0.05)


def test_no_item_is_warned_of_where_all_items_tell_people_apart(
    analyses: dict[str, FormAnalysis],
) -> None:
    warned = [i.id for a in analyses.values() for i in a.items if TURNED_WORDS in warnings(i)]
    assert warned == []


def test_learners_who_learned_nothing_have_no_gain(rows: dict[str, Rows]) -> None:
    first, second = (rows[name] for name in FORMS)
    found = gain(first.case, second.case, first.hand_ins, second.hand_ins)
    assert found is not None
    assert found.change is not None
    assert found.change.interval is not None
    assert found.people == PEOPLE
    assert found.change.interval[0] < 0 < found.change.interval[1]


def test_a_known_gain_is_found_again(tmp_path: Path) -> None:
    made = simulate(tmp_path / "learned", learned=0.8)
    first, second = (cohort_rows(made.cohort, name) for name in FORMS)
    known = np.mean(list(made.expected["final"].values())) - np.mean(
        list(made.expected["diagnostic"].values())
    )
    found = gain(first.case, second.case, first.hand_ins, second.hand_ins)
    assert found is not None
    assert found.change is not None
    assert found.change.interval is not None
    low, high = found.change.interval
    assert 1 < low < known < high


def test_without_birnbaums_factor_the_analysis_says_that_the_items_tell_less(
    tmp_path: Path, analyses: dict[str, FormAnalysis]
) -> None:
    made = simulate(tmp_path / "plain", scale=PLAIN)
    # Of very many such learners, by the formula: 0.67, and 0.78 with the factor.
    ability = np.random.default_rng(SEED).normal(0, 1, 100_000)
    for name in FORMS:
        rows = cohort_rows(made.cohort, name)
        found = analyse_form(rows.case, list(rows.hand_ins.values()))
        with_factor = analyses[name]
        for analysis, scale in ((found, PLAIN), (with_factor, SCALE)):
            chance = probabilities(ability, 4, scale)
            true = chance.sum(axis=1).var()
            reliability = true / (true + (chance * (1 - chance)).sum(axis=1).mean())
            assert analysis.reliability_interval is not None
            low, high = analysis.reliability_interval
            assert low < reliability < high
        assert found.reliability is not None
        assert with_factor.reliability is not None
        assert found.reliability < with_factor.reliability
        assert recovered(made.difficulty, found) >= 0.9
        assert 0.72 < spearman(scores(rows), made.ability) < 0.90


@pytest.mark.parametrize("name", FORMS)
def test_a_shuffled_key_finds_nobody_again(
    made: Simulated, rows: dict[str, Rows], name: str
) -> None:
    # The key of item n moves by n mod 4 places, so six of the 24 stay right. For the others a
    # learner hits the moved key with (1 - P) / 3. Over all: 6 P + 18 (1 - P) / 3 = 6, whatever P.
    case = with_key(form(name), lambda n, q: (key_place(q) + n) % len(q.options))
    assert abs(spearman(marked_by(rows[name], case), made.ability)) < 0.3


def test_marks_given_to_others_find_nobody_again(made: Simulated, rows: dict[str, Rows]) -> None:
    codes = list(made.ability)
    moved = {c: made.ability[codes[n - 1]] for n, c in enumerate(codes)}
    assert abs(spearman(scores(rows["final"]), moved)) < 0.2


def test_difficulties_of_other_items_are_not_found(
    made: Simulated, analyses: dict[str, FormAnalysis]
) -> None:
    names = list(made.difficulty)
    moved = {name: made.difficulty[names[n - 1]] for n, name in enumerate(names)}
    assert recovered(moved, analyses["final"]) < 0.5


def test_an_item_with_a_wrong_key_is_the_one_that_is_warned_of(rows: dict[str, Rows]) -> None:
    there = rows["final"]
    # Item 4 is rather easy: -2 + 4·(28 mod 24)/23 = -1.3. Its key moves to the next option.
    case = with_key(form("final"), lambda n, q: (key_place(q) + (n == 4)) % len(q.options))
    found = analyse_form(case, [mark_hand_in(case, h.received) for h in there.hand_ins.values()])
    assert [i.id for i in found.items if TURNED_WORDS in warnings(i)] == [case.questions[4].id]


def test_items_that_have_nothing_in_common_have_no_reliability(rows: dict[str, Rows]) -> None:
    there = rows["final"]
    # Each item is taken from another learner, so no two answers of a row belong together.
    hand_ins = list(there.hand_ins.values())
    mixed = [
        [hand_ins[(n + 7 * m) % PEOPLE].questions[m] for m in range(len(there.case.questions))]
        for n in range(PEOPLE)
    ]
    rows_mixed = [replace(h, questions=tuple(row)) for h, row in zip(hand_ins, mixed, strict=True)]
    found = analyse_form(there.case, rows_mixed).reliability
    assert found is not None
    assert found < 0.3
