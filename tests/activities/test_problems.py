"""What a question's file may get wrong beyond its schema, told as a place and a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import getitem
from typing import Any

import pytest

from tests.activities import questions as q

# What is wrong: the sound question, what to put where, where the problem is told, the sentence.
Row = tuple[str, Callable[[], Any], tuple[str | int, ...], Any, tuple[str | int, ...], str]
BROKEN: list[Row] = [
    ("a duty that does not cite its provision",
     q.rank_strength, ("duties", 0, "provision"), "protocol#art-6-5",
     ("duties", 0, "cites"),
     'duty "housing" does not cite its own provision. Add "protocol#art-6-5" to “cites”.'),
    ("a duty id used twice",
     q.rank_strength, ("duties", 1, "id"), "housing",
     ("duties", 1, "id"),
     'the id "housing" is used twice. Give each its own word.'),
    ("a right measure without ground",
     q.build_order, ("measures", 0, "ground"), None,
     ("measures", 0),
     'measure "screen" is right but has no “ground”. Give it one.'),
    ("a wrong measure with a safeguard",
     q.build_order, ("measures", 2, "safeguard"), "name",
     ("measures", 2, "safeguard"),
     'measure "no-cross" is wrong but has a “safeguard”. Take it out.'),
    ("a ground that is not on offer",
     q.build_order, ("measures", 0, "ground"), "anger",
     ("measures", 0, "ground"),
     'there is no ground "anger". Use one of: fear, travel.'),
    ("an order that can only be right",
     q.build_order, ("measures", 2, "right"), True,
     ("measures",),
     "no measure is wrong, so ordering all would pay. Add a plausible wrong one."),
    ("a flaw in a passage that is not there",
     q.find_flaw, ("key", 0, "passage"), "nine",
     ("key", 0, "passage"),
     'there is no passage "nine" in the draft. Use one of its ids.'),
    ("a flaw that is not on offer",
     q.find_flaw, ("key", 0, "flaw"), "spelling",
     ("key", 0, "flaw"),
     'there is no flaw "spelling". Use one of: no-means, consent.'),
    ("a passage with two flaws",
     q.find_flaw, ("key", 1, "passage"), "one",
     ("key", 1),
     'passage "one" has two flaws in the key. Keep one, or cut it up.'),
    ("a draft without a sound passage",
     q.find_flaw, ("draft", "passages"), q.find_flaw().model_dump()["draft"]["passages"][:2],
     ("draft", "passages"),
     "every passage has a flaw, so marking all would pay. Add passages that are sound."),
]  # fmt: skip


@pytest.mark.parametrize("row", BROKEN, ids=[row[0] for row in BROKEN])
def test_each_broken_rule_is_told_at_its_place_with_its_remedy(row: Row) -> None:
    _, example, (*way, last), value, place, told = row
    data = example().model_dump()
    reduce(getitem, way, data)[last] = value
    assert (place, told) in type(example()).model_validate(data).problems()


@pytest.mark.parametrize("example", [q.rank_strength, q.build_order, q.find_flaw])
def test_a_sound_question_has_no_problem(example: Any) -> None:
    assert example().problems() == []
