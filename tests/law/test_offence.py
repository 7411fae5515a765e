from __future__ import annotations

import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from benchbook.law import RULES, NotInForce, analyse

from .matters import matter

MADE_OUT = "made-out"
TABLE = YAML(typ="safe").load(Path(__file__).with_name("hypotheticals.yaml"))
says = itemgetter("says")


@pytest.mark.parametrize("under", RULES)
@pytest.mark.parametrize("row", TABLE["shared"], ids=says)
def test_under_every_instrument(under: str, row: dict[str, Any]) -> None:
    found = analyse(matter(**row["changes"]), under).as_json()
    assert found["offence"] == row["offence"]
    assert found["missing"] == row.get("missing", [])
    assert found["unsettled"] == row.get("unsettled", [])


@pytest.mark.parametrize("row", TABLE["different"], ids=says)
def test_where_the_instruments_differ(row: dict[str, Any]) -> None:
    assert analyse(matter(**row["changes"]), row["under"], row.get("on")).offence == row["offence"]


def test_an_unnamed_purpose_is_told_with_the_reason() -> None:
    found = analyse(matter(purposes=["begging"]), "protocol").as_json()
    assert found["unsettled"] == ["purpose"]
    told = [r for r in found["reasons"] if "its list is open" in r["text"]]
    assert told[0]["cites"] == ["protocol#art-3-a-purposes"]
    assert "begging" in told[0]["text"]


def test_elements_are_answered_each_for_itself() -> None:
    found = analyse(matter(means=[], victim_age=15), "protocol").as_json()
    assert found["elements"] == {"act": "yes", "means": "no", "purpose": "yes", "child": "yes"}


def test_the_answer_has_exactly_the_promised_keys() -> None:
    found = analyse(matter(), "state").as_json()
    assert list(found) == ["offence", "elements", "missing", "unsettled", "reasons", "duties"]
    assert set(found["reasons"][0]) == {"text", "cites"}
    assert set(found["duties"][0]) == {"id", "addressee", "binds", "verb", "owed", "cites"}


@pytest.mark.parametrize(
    ("under", "day", "first"),
    [
        ("protocol", "2003-12-24", "2003-12-25"),
        ("cets197", "2008-01-31", "2008-02-01"),
        ("eu", "2011-04-14", "2011-04-15"),
        ("state", "2014-12-31", "2015-01-01"),
    ],
)
def test_a_day_before_entry_into_force_is_refused_and_the_first_day_accepted(
    under: str, day: str, first: str
) -> None:
    with pytest.raises(NotInForce, match=f"was not in force on {day}: it applies from {first}"):
        analyse(matter(), under, datetime.date.fromisoformat(day))
    assert analyse(matter(), under, datetime.date.fromisoformat(first)).offence == MADE_OUT


def test_an_unknown_instrument_is_refused_with_the_accepted_words() -> None:
    with pytest.raises(ValueError, match="Accepted words: protocol, cets197, eu, state"):
        analyse(matter(), "palermo")
