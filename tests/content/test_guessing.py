"""Guessing does not pay: no habit earns more than about a third of the marks of the graded cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from benchbook.activities.find_elements.question import FindElements
from benchbook.casebook.case import Case
from benchbook.casebook.contents import read_library
from benchbook.checks.spread import complete, counted
from benchbook.marking.award import award

from . import guesses

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = read_library(ROOT)
GRADED = [c for c in counted(LIBRARY).values() if c.use == "graded"]
# The tests are all of one kind, four options each: what guessing earns there is held apart.
FORMS = [c for c in LIBRARY.cases_in_order() if c.form is not None]
EVERY_FILE = [c for c in LIBRARY.cases_in_order() if c.use == "graded" and c.form is None]
HABITS = [
    guesses.always_first,
    guesses.always_longest,
    guesses.tick_all,
    guesses.tick_none,
    guesses.tag_everything,
]
RUNS = 1000


def share(cases: list[Case], guess: Callable[[dict[str, Any]], guesses.Answer]) -> float:
    """Return the share of all marks of `cases` that `guess` earns; rulings are not in it."""
    marks = [award(q, guess(q.public())) for c in cases for q in c.questions]
    return sum(m.points for m in marks) / sum(m.max for m in marks)


@pytest.mark.parametrize("habit", HABITS, ids=lambda h: h.__name__)
def test_a_habit_earns_at_most_35_percent_of_the_graded_cases(habit: Any) -> None:
    assert share(GRADED, habit) <= 0.35


def test_dice_earn_at_most_35_percent_of_the_graded_cases() -> None:
    public = [(q, q.public()) for c in GRADED for q in c.questions]
    most = sum(award(q, None).max for q, _ in public)
    runs = []
    for seed in range(RUNS):
        guess = guesses.at_random(seed)
        runs.append(sum(award(q, guess(p)).points for q, p in public) / most)
    assert mean(runs) <= 0.35


@pytest.mark.parametrize("habit", HABITS, ids=lambda h: h.__name__)
def test_a_habit_earns_at_most_35_percent_of_all_graded_files_with_variants(habit: Any) -> None:
    assert len(EVERY_FILE) > len(GRADED)
    assert share(EVERY_FILE, habit) <= 0.35


@pytest.mark.parametrize("habit", [guesses.always_first, guesses.always_longest])
@pytest.mark.parametrize("form", FORMS, ids=lambda c: c.id)
def test_a_habit_earns_at_most_35_percent_of_a_form_of_the_test(form: Case, habit: Any) -> None:
    assert share([form], habit) <= 0.35


@pytest.mark.parametrize("files", [GRADED, EVERY_FILE], ids=["cases", "with variants"])
def test_no_constant_verdict_on_the_offence_earns_more_than_45_percent(files: list[Case]) -> None:
    verdicts = Counter(
        element.verdict
        for case in files
        for question in case.questions
        if isinstance(question, FindElements)
        for element in question.elements
        if element.id == "offence"
    )
    assert complete(counted(LIBRARY))
    assert max(verdicts.values()) / verdicts.total() <= 0.45


@pytest.mark.parametrize("case", [*EVERY_FILE, *FORMS], ids=lambda c: c.id)
def test_every_guess_has_the_form_of_an_answer(case: Case) -> None:
    for question in case.questions:
        for guess in [*HABITS, guesses.at_random(1)]:
            told = [r.about for r in award(question, guess(question.public())).remarks]
            assert "Malformed answer" not in told
