"""What a question's file may get wrong beyond its schema, told as a place and a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from tests.activities import questions as q

BROKEN: dict[str, tuple[Any, tuple[str | int, ...], Any, str]] = {
    "a duty that does not cite its provision": (
        q.rank_strength,
        ("duties", 0, "provision"),
        "protocol#art-6-5",
        'duty "housing" does not cite its own provision. Add "protocol#art-6-5" to “cites”.',
    ),
    "a duty id used twice": (
        q.rank_strength,
        ("duties", 1, "id"),
        "housing",
        'the id "housing" is used twice. Give each its own word.',
    ),
    "a right measure without ground": (
        q.build_order,
        ("measures", 0, "ground"),
        None,
        'measure "screen" is right but has no “ground”. Give it one.',
    ),
    "a wrong measure with a safeguard": (
        q.build_order,
        ("measures", 2, "safeguard"),
        "name",
        'measure "no-cross" is wrong but has a “safeguard”. Take it out.',
    ),
    "a ground that is not on offer": (
        q.build_order,
        ("measures", 0, "ground"),
        "anger",
        'there is no ground "anger". Use one of: fear, travel.',
    ),
    "an order that can only be right": (
        q.build_order,
        ("measures", 2, "right"),
        True,
        "no measure is wrong, so ordering all would pay. Add a plausible wrong one.",
    ),
    "a flaw in a passage that is not there": (
        q.find_flaw,
        ("key", 0, "passage"),
        "nine",
        'there is no passage "nine" in the draft. Use one of its ids.',
    ),
    "a flaw that is not on offer": (
        q.find_flaw,
        ("key", 0, "flaw"),
        "spelling",
        'there is no flaw "spelling". Use one of: no-means, consent.',
    ),
    "a passage with two flaws": (
        q.find_flaw,
        ("key", 1, "passage"),
        "one",
        'passage "one" has two flaws in the key. Keep one, or cut it up.',
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_rule_is_told_with_its_remedy(name: str) -> None:
    example, place, value, told = BROKEN[name]
    data = example().model_dump()
    inner = data
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
    assert told in [sentence for _, sentence in type(example()).model_validate(data).problems()]


def test_a_draft_without_a_sound_passage_is_told() -> None:
    data = q.find_flaw().model_dump()
    data["draft"]["passages"] = data["draft"]["passages"][:2]
    told = "every passage has a flaw, so marking all would pay. Add passages that are sound."
    assert type(q.find_flaw()).model_validate(data).problems() == [(("draft", "passages"), told)]


@pytest.mark.parametrize("example", [q.rank_strength, q.build_order, q.find_flaw])
def test_a_sound_question_has_no_problem(example: Any) -> None:
    assert example().problems() == []
