"""Every case has the size that one sitting holds, and every pair and test is of one piece."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchbook.activities.ruling.question import Ruling
from benchbook.casebook.case import Case
from benchbook.casebook.contents import read_library
from benchbook.checks.spread import MODULES, counted

LIBRARY = read_library(Path(__file__).resolve().parents[2])
FILES = [c for c in LIBRARY.cases_in_order() if c.form is None]
VARIANTS = [c for c in FILES if c.variant_of]


@pytest.mark.parametrize("case", FILES, ids=lambda c: c.id)
def test_a_case_has_a_file_of_several_documents_and_questions_of_several_kinds(case: Case) -> None:
    assert 20 <= sum(len(e.passages) for e in case.exhibits) <= 40
    assert len({e.kind for e in case.exhibits}) >= 3
    assert 6 <= len(case.questions) <= 10
    assert len({q.kind for q in case.questions}) >= 4


@pytest.mark.parametrize("case", FILES, ids=lambda c: c.id)
def test_a_ruling_has_criteria_on_four_levels_and_two_exemplars_as_long_as_asked(
    case: Case,
) -> None:
    (ruling,) = [q for q in case.questions if isinstance(q, Ruling)]
    assert 4 <= len(ruling.criteria) <= 6
    assert {len(c.levels) for c in ruling.criteria} == {4}
    assert len(ruling.exemplars) == 2
    assert ruling.words is not None
    # A guide and not a limit: the full exemplar shows that it can be kept.
    assert max(len(e.text.split()) for e in ruling.exemplars) <= ruling.words * 1.03


def test_the_twenty_four_cases_stand_in_one_sitting_and_only_the_capstone_file_is_longer() -> None:
    cases = counted(LIBRARY)
    assert len(cases) == 2 * len(MODULES) == 24
    assert all(30 <= c.minutes <= 60 for c in cases.values())
    assert [c.id for c in FILES if c.minutes > 60] == ["the-harbour-file"]


def test_at_least_eight_cases_have_a_variant_whose_title_does_not_say_what_differs() -> None:
    assert len({c.variant_of for c in VARIANTS}) >= 8
    for case in VARIANTS:
        assert case.title == f"{LIBRARY.cases[case.variant_of or ''].title}, second file"


@pytest.mark.parametrize("case", VARIANTS, ids=lambda c: c.id)
def test_a_variant_differs_in_few_passages(case: Case) -> None:
    base = LIBRARY.cases[case.variant_of or ""]
    texts = [{p.id: p.text for e in c.exhibits for p in e.passages} for c in (case, base)]
    differs = {p for p in texts[0].keys() | texts[1].keys() if texts[0].get(p) != texts[1].get(p)}
    # One fact, told wherever the file would tell it.
    assert 1 <= len(differs) <= 12, sorted(differs)


def test_there_are_a_form_before_and_a_form_after_with_four_options_each() -> None:
    forms = {c.form.asked: c for c in LIBRARY.cases_in_order() if c.form}
    assert set(forms) == {"before", "after"}
    for form in forms.values():
        assert [len(getattr(q, "options")) for q in form.questions] == [4] * 24  # noqa: B009 # of one kind only
