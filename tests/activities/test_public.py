"""What the learner's page gets holds no key."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchbook.activities import kinds
from tests.activities import questions as q

KEY_WORDS = {
    "because",
    "cites",
    "right",
    "credit",
    "either",
    "duty",
    "verdict",
    "also",
    "carry",
    "needs",
    "accepts",
    "verdicts",
    "key",
    "group",
    "model",
    "exemplars",
    "facts",
    "under",
    "note",
    "objective",
    "provision",
    "verb",
    "owed",
    "ground",
    "safeguard",
    "passage",
    "flaw",
}


def names_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {n for inner in value.values() for n in names_in(inner)}
    if isinstance(value, list):
        return {n for inner in value for n in names_in(inner)}
    return set()


@pytest.mark.parametrize("kind", sorted(q.ALL))
def test_the_public_question_has_no_field_of_the_key(kind: str) -> None:
    assert not names_in(q.ALL[kind]().public()) & KEY_WORDS


@pytest.mark.parametrize("kind", sorted(q.ALL))
def test_the_public_question_is_plain_data(kind: str) -> None:
    public = q.ALL[kind]().public()
    assert json.loads(json.dumps(public)) == public


def test_steps_are_shown_in_a_fixed_order_that_is_not_the_right_one() -> None:
    question = q.order_steps()
    shown = [s["id"] for s in question.public()["steps"]]
    assert shown == [s["id"] for s in q.order_steps().public()["steps"]]
    assert shown != question.key_answer()["order"]


@pytest.mark.parametrize("kind", sorted(q.ALL))
def test_the_printed_form_escapes_what_a_learner_wrote(kind: str) -> None:
    question = q.ALL[kind]()
    evil = "<script>alert(1)</script>"
    answers: list[dict[str, Any]] = [
        {"text": evil}, {"option": evil}, {"options": [evil]}, {"order": [evil]},
        {"tags": {"one": {evil: evil}}}, {"elements": {"means": {"verdict": evil}}},
        {"changes": {"as-told": {"act": evil}}}, {"duties": {"housing": {"verb": evil}}},
        {"measures": {"screen": {"ground": evil}}}, {"flaws": {"one": evil}},
    ]  # fmt: skip
    for answer in answers:
        assert "<script" not in kinds.kind(kind).printed(question.public(), answer)


def test_a_new_kind_is_found_by_its_folder_alone() -> None:
    folders = {
        p.name.replace("_", "-") for p in kinds.HERE.iterdir() if (p / "question.py").is_file()
    }
    assert set(kinds.names()) == folders


def test_an_unknown_kind_is_told_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="There are: build-order, change-one-fact"):
        kinds.kind("riddle")
