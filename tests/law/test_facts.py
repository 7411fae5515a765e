from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from benchbook.casebook.yaml_file import read_yaml
from benchbook.errors import ContentError
from benchbook.law import Act, Facts


def _refusals(**stated: Any) -> dict[tuple[Any, ...], str]:
    with pytest.raises(ValidationError) as caught:
        Facts.model_validate(stated)
    return {error["loc"]: error["msg"] for error in caught.value.errors()}


def test_an_unknown_word_is_refused_where_it_stands_with_the_accepted_words() -> None:
    assert _refusals(acts=["recruitment", "robbery"]) == {
        ("acts", 1): '"robbery" is not an accepted word. Accepted words: recruitment, '
        "transportation, transfer, harbouring, receipt, exchange-of-control, unknown."
    }


def test_an_unknown_key_is_refused_with_the_accepted_keys() -> None:
    (message,) = _refusals(age=17).values()
    assert message == (
        '"age" is not an accepted key. Accepted keys: acts, means, purposes, victim_age, consent, '
        "exploitation_occurred, crossed_border, organised_group, alternatives."
    )


def test_an_unknown_key_of_the_alternatives_is_refused_too() -> None:
    assert list(_refusals(alternatives={"better": True})) == [("alternatives", "better")]


def test_all_problems_are_told_in_one_reading() -> None:
    told = _refusals(age=17, means=["force", "luck", "charm"], consent="yes", victim_age=-1)
    assert set(told) == {("age",), ("means", 1), ("means", 2), ("consent",), ("victim_age",)}


@pytest.mark.parametrize("value", ["recruitment", 3, {"recruitment": True}, None])
def test_a_list_is_asked_for_where_none_is_given(value: Any) -> None:
    (message,) = _refusals(acts=value).values()
    assert 'write "unknown" or a list, such as [recruitment]' in message


@pytest.mark.parametrize("value", [True, 17.5, "17", 121])
def test_an_age_is_full_years(value: Any) -> None:
    (message,) = _refusals(victim_age=value).values()
    assert "Write full years, 0 to 120, or unknown." in message


@pytest.mark.parametrize("value", ["yes", 1, None])
def test_a_three_valued_fact_takes_three_words(value: Any) -> None:
    (message,) = _refusals(crossed_border=value).values()
    assert message.endswith("Accepted words: true, false, unknown.")


def test_a_fact_left_out_is_unknown() -> None:
    assert Facts().means == "unknown"


def test_changed_facts_are_checked_again() -> None:
    base = Facts.model_validate({"acts": ["receipt"], "victim_age": 30})
    assert base.changed({"victim_age": 17}).acts == [Act.RECEIPT]
    with pytest.raises(ValidationError):
        base.changed({"victim_age": "seventeen"})


def test_a_file_of_facts_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("acts: [recruitment]\nmeans:\n  - force\n  - charm\ncolour: red\n")
    with pytest.raises(ContentError) as caught:
        read_yaml(path, Facts)
    lines = {problem.line: problem.message for problem in caught.value.problems}
    assert set(lines) == {4, 5}
    assert "payment-to-controller" in lines[4]
    assert "Accepted keys: acts, means" in lines[5]
