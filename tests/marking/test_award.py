"""The scoring rules, each as a table of worked examples, and what marks must never be."""

from __future__ import annotations

import math
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchbook.activities import kinds
from benchbook.activities.mark import Mark
from benchbook.activities.rank_strength import question as rank
from benchbook.activities.rank_strength.scoring import RANKS
from benchbook.law import instruments
from benchbook.marking.award import award, is_malformed
from tests.activities import questions as q

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)


def points(question: Any, answer: Any) -> float:
    return award(question, answer).points


@pytest.mark.parametrize(
    ("option", "expected"), [("a", 10.0), ("b", 2.5), ("c", 0.0), ("not-there", 0.0)]
)
def test_choose_one_gives_all_points_for_the_right_option_and_credit_for_another(
    option: str, expected: float
) -> None:
    assert points(q.choose_one(), {"option": option}) == expected


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [
        (["a", "b"], 10.0),
        (["a"], 5.0),
        (["a", "b", "e"], 10.0),
        (["a", "b", "c"], 5.0),
        (["a", "c"], 0.0),
        (["a", "b", "c", "d", "e"], 0.0),
        (["e"], 0.0),
        ([], 0.0),
        (["a", "a"], 5.0),
    ],
)
def test_choose_many_takes_wrong_picks_from_right_ones(ticked: list[str], expected: float) -> None:
    assert points(q.choose_many(), {"options": ticked}) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("a b c d", 10.0),
        ("a c b d", 10.0),
        ("b a c d", 6.0),
        ("d a b c", 0.0),
        ("d c b a", 0.0),
        ("a b c", 0.0),
        ("a a b c d", 0.0),
    ],
)
def test_order_steps_counts_the_pairs_that_stand_in_order(order: str, expected: float) -> None:
    assert points(q.order_steps(), {"order": order.split()}) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"one": {"means": "for"}, "two": {"act": "for", "purpose": "against"}}, 10.0),
        ({"one": {"means": "for"}}, 3.33),
        ({"one": {"means": "for"}, "three": {"means": "for"}}, 3.33),
        ({"one": {"means": "for"}, "four": {"means": "for"}}, 1.67),
        ({"one": {"means": "against"}}, 0.0),
        ({}, 0.0),
        ({"not-there": {"act": "for"}}, 0.0),
    ],
)
def test_tag_passages_takes_half_of_each_indefensible_tag(
    tags: dict[str, Any], expected: float
) -> None:
    assert points(q.tag_passages(), {"tags": tags}) == expected


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        ({"verdict": "made-out", "passages": ["one", "two"]}, 5.0),
        ({"verdict": "made-out", "passages": ["one", "two", "three"]}, 5.0),
        ({"verdict": "made-out", "passages": ["one"]}, 4.0),
        ({"verdict": "made-out", "passages": ["one", "two", "four"]}, 4.0),
        ({"verdict": "made-out"}, 3.0),
        ({"verdict": "made-out", "passages": ["one", "two"], "confidence": "certain"}, 5.0),
        ({"verdict": "not-enough", "passages": ["one", "two"]}, 0.0),
        ({}, 0.0),
    ],
)
def test_find_elements_marks_the_verdict_and_then_its_passages(
    means: dict[str, Any], expected: float
) -> None:
    assert points(q.find_elements(), {"elements": {"means": means}}) == expected


def test_find_elements_asks_no_passage_where_none_can_carry_the_verdict() -> None:
    purpose = {"verdict": "not-enough"}
    assert points(q.find_elements(), {"elements": {"purpose": purpose}}) == 5.0
    assert (
        points(q.find_elements(), {"elements": {"purpose": {**purpose, "passages": ["one"]}}})
        == 4.0
    )


def test_a_ruling_earns_nothing_without_a_reader() -> None:
    mark = award(q.ruling(), {"text": "A long and learned text."})
    assert (mark.points, mark.max) == (0.0, 0.0)


def test_change_one_fact_counts_the_rows_decided_as_the_law_decides() -> None:
    told = {"act": "made-out", "means": "made-out", "purpose": "made-out", "offence": "made-out"}
    assert points(q.change_one_fact(), {"changes": {"as-told": told}}) == 5.0
    assert points(q.change_one_fact(), {"changes": {"as-told": told, "no-means": told}}) == 7.5


@pytest.mark.parametrize(
    ("housing", "expected"),
    [
        ({"verb": "shall-consider", "owed": "measure"}, 5.0),
        ({"verb": "shall-consider", "owed": "result"}, 3.5),
        ({"verb": "shall-consider"}, 3.5),
        ({"verb": "should", "owed": "measure"}, 1.5),
        ({"verb": "may-consider", "owed": "power"}, 1.5),
        ({"verb": "shall", "owed": "measure"}, 0.0),
        ({"verb": "shall-endeavour", "owed": "measure"}, 0.0),
        ({"owed": "measure"}, 0.0),
        ({}, 0.0),
    ],
)
def test_rank_strength_gives_nothing_for_a_duty_that_is_overstated(
    housing: dict[str, Any], expected: float
) -> None:
    assert points(q.rank_strength(), {"duties": {"housing": housing}}) == expected


def test_rank_strength_holds_encourage_and_endeavour_for_equally_strong() -> None:
    report = {"verb": "shall-endeavour", "owed": "measure"}
    assert points(q.rank_strength(), {"duties": {"report": report}}) == 1.5


def test_rank_strength_says_that_overstating_is_an_error_and_why() -> None:
    answer = {"duties": {"housing": {"verb": "shall", "owed": "measure"}}}
    told = award(q.rank_strength(), answer).remarks[0].text
    assert told.startswith("You chose “shall”; the text says “shall consider”. You overstate")
    assert "nobody can be ordered to do more than the law asks" in told


def test_rank_strength_uses_the_words_of_the_registry() -> None:
    assert get_args(rank.Verb) == get_args(instruments.Verb)
    assert get_args(rank.Owed) == get_args(instruments.Owed)
    assert set(rank.VERBS) == set(RANKS) == set(get_args(rank.Verb))
    assert set(rank.THINGS) == set(get_args(rank.Owed))


SCREEN = {"ground": "fear", "safeguard": "sight"}
ALIAS = {"ground": "fear", "safeguard": "name"}


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ({"screen": SCREEN, "alias": ALIAS}, 10.0),
        ({"screen": SCREEN}, 5.0),
        ({"screen": {"ground": "fear"}}, 3.75),
        ({"screen": {"ground": "travel", "safeguard": "name"}}, 2.5),
        ({"screen": {}, "alias": {}}, 5.0),
        ({"screen": SCREEN, "alias": ALIAS, "no-cross": {}}, 7.5),
        ({"screen": SCREEN, "no-cross": {"ground": "fear", "safeguard": "sight"}}, 2.5),
        ({"no-cross": {}}, 0.0),
        ({"not-there": {}, "screen": {}}, 0.0),
        ({}, 0.0),
    ],
)
def test_build_order_marks_each_measure_with_its_ground_and_its_safeguard(
    measures: dict[str, Any], expected: float
) -> None:
    assert points(q.build_order(), {"measures": measures}) == expected


@pytest.mark.parametrize(
    ("flaws", "expected"),
    [
        ({"one": "no-means", "two": "consent"}, 10.0),
        ({"one": "no-means"}, 5.0),
        ({"one": "consent"}, 2.5),
        ({"one": "no-means", "three": "consent"}, 2.5),
        ({"one": "no-means", "not-there": "consent"}, 2.5),
        (dict.fromkeys(("one", "two", "three", "four", "five"), "consent"), 0.0),
        ({"three": "consent"}, 0.0),
        ({}, 0.0),
    ],
)
def test_find_flaw_takes_half_of_a_flaw_for_each_sound_passage_that_is_marked(
    flaws: dict[str, str], expected: float
) -> None:
    assert points(q.find_flaw(), {"flaws": flaws}) == expected


@pytest.mark.parametrize("kind", sorted(q.ALL))
def test_the_key_of_every_kind_earns_full_marks(kind: str) -> None:
    question = q.ALL[kind]()
    mark = award(question, question.key_answer())
    assert mark.points == mark.max


@pytest.mark.parametrize("kind", sorted(q.ALL))
def test_no_answer_earns_nothing_and_says_so(kind: str) -> None:
    mark = award(q.ALL[kind](), None)
    assert (mark.points, mark.remarks[0].about) == (0.0, "No answer")


@pytest.mark.parametrize("kind", sorted(q.ALL))
@given(answer=JSON)
def test_whatever_is_sent_earns_a_finite_float_within_its_points(kind: str, answer: Any) -> None:
    mark = award(q.ALL[kind](), answer)
    assert type(mark.points) is float
    assert math.isfinite(mark.points)
    assert 0 <= mark.points <= mark.max


@pytest.mark.parametrize("kind", sorted(q.ALL))
@pytest.mark.parametrize("answer", [[], "text", 7, {"unknown": 1}, {"option": ["a"]}, {"tags": 3}])
def test_a_malformed_answer_is_reported_and_earns_nothing(kind: str, answer: Any) -> None:
    question = q.ALL[kind]()
    assert is_malformed(question, answer)
    assert award(question, answer).points == 0.0


def test_every_kind_has_an_example_here() -> None:
    assert set(q.ALL) == set(kinds.names())


@pytest.mark.parametrize("points", [math.nan, math.inf, -math.inf])
def test_a_mark_refuses_points_that_are_no_number(points: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Mark(points, 1.0)


@pytest.mark.parametrize(("points", "expected"), [(-1.0, 0.0), (2.0, 1.0), (0.5, 0.5)])
def test_a_mark_lies_between_nothing_and_its_maximum(points: float, expected: float) -> None:
    assert Mark(points, 1.0).points == expected


@pytest.mark.parametrize("kind", sorted(q.ALL))
def test_every_remark_about_an_option_carries_its_reason(kind: str) -> None:
    question = q.ALL[kind]()
    for remark in award(question, question.key_answer()).remarks:
        assert remark.text
