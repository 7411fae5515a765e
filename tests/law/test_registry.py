from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from benchbook.law import Instrument, Registry, UnknownReference

DAY = datetime.date.fromisoformat

NEEDED = """
protocol: art-1-1 art-1-2 art-1-3 art-2 art-3-a art-3-a-acts art-3-a-means art-3-a-purposes art-3-b
  art-3-c art-3-d art-4 art-5-1 art-5-2-a art-5-2-b art-5-2-c art-6-1 art-6-2-a art-6-2-b art-6-3
  art-6-4 art-6-5 art-6-6 art-7-1 art-7-2 art-8-1 art-8-2 art-8-3 art-8-5 art-9-1 art-9-2 art-9-3
  art-9-4 art-9-5 art-10-1 art-10-2 art-10-3 art-11-4 art-14-1 art-14-2 absent-offences structure
untoc: art-2-a art-3-2 art-24-1 art-24-2 art-24-3 art-24-4 art-25-1 art-25-2 art-25-3 art-34-2
smuggling: art-3-a art-5 art-6-1 art-6-3 art-6-4 contrast
c29: art-2-1 art-2-2
p029: art-1-3 art-4-1 art-4-2
cets197: art-1-1 art-1-2 art-2 art-3 art-4-a art-4-e art-5-3 art-6 art-10-1 art-10-2 art-10-3
  art-10-4 art-11-1 art-11-2 art-11-3 art-12-1 art-12-2 art-12-3 art-12-4 art-12-6 art-12-7
  art-13-1 art-14 art-15-1 art-15-2 art-15-3 art-15-4 art-16-1 art-16-5 art-16-7 art-17 art-18
  art-19 art-20 art-21-1 art-21-2 art-22-1 art-22-2 art-22-3 art-23-1 art-23-3 art-23-4 art-24
  art-25 art-26 art-27-1 art-27-2 art-27-3 art-28-1 art-28-2 art-28-5 art-29-3 art-29-4 art-30
  art-31-1 art-31-2 art-31-3 art-31-4 art-33-1 art-33-2 art-35 art-36 art-39 art-40-4
eu-2011-36: art-2-1 art-2-2 art-2-3 art-2-4 art-2-5 art-2-6 art-3 art-4-1 art-4-2 art-4-3 art-4-4
  art-5 art-6-2 art-7 art-8 recital-14 art-9-1 art-9-2 art-9-3 art-9-4 art-11-1 art-11-2 art-11-3
  art-11-4 art-11-5a art-11a art-12-4 art-13 art-13-3 art-15-3 art-15-4 art-15-5 art-17 art-18-4
  art-18a-1 art-18b-1 art-18b-2 art-19 art-19a art-19b art-23-3
eu-2024-1712: art-transposition status-2026 what-changed
model-law-2009: art-3 art-8 art-9 art-10 art-11 art-16 art-17 later-chapters
ohchr-principles: structure principle-7 principle-8 principle-9 principle-10 principle-11
travaux: vulnerability prostitution
actip: art-14-7
tvpa: usc-7102
siliadin: holding para-89
rantsev: holding para-282 para-284 para-301 para-304
sm-v-croatia: holding para-344
cn-v-france: holding
cn-v-uk: holding
m-v-italy: holding
mc-v-bulgaria: holding
le-v-greece: holding
j-v-austria: holding
chowdury: holding
vcl-an-v-uk: holding
zoletic: holding
krachunova: holding
tv-v-spain: holding
bb-v-slovakia: holding
fm-v-russia: holding
state: cc-5 cc-6 cc-7 cc-8 cc-9 cc-100-1 cc-100-2 cc-100-3 cc-100-4 cc-101 cc-102 cc-103 cc-104
  cc-105 cc-106 cc-107 cc-108 cc-109 cc-110 cc-111 cc-112 cc-113 cc-120 cc-121 cc-122 cc-123
  cc-124 cc-125 cc-126 cc-130 cc-131 vp-1 vp-2 vp-3 vp-4 vp-5 vp-6 vp-7 vp-8 vp-9 vp-10 vp-11
  vp-12 vp-13 vp-14 vp-15 vp-16 vp-17
"""


def _needed() -> list[str]:
    refs: list[str] = []
    name = ""
    for word in NEEDED.split():
        if word.endswith(":"):
            name = word[:-1]
        else:
            refs.append(f"{name}#{word}")
    return refs


@pytest.mark.parametrize("ref", _needed())
def test_every_row_of_the_fact_sheet_is_in_the_registry(registry: Registry, ref: str) -> None:
    provision = registry.provision(ref)
    assert provision.text.endswith(".")


@pytest.mark.parametrize(
    "work",
    [
        "unodc-manual-2009",
        "icmpd-2006",
        "state-model-law-2005",
        "cedaw-6-guidelines",
        "mattar-expert-paper",
        "orloff-little-2011",
        "osce-policing-2011",
        "tip-2009",
        "tip-2012",
        "tip-2013",
        "coordinated-response",
        "unodc-issue-papers",
        "unodc-case-digest",
        "greta",
    ],
)
def test_every_work_of_the_curriculum_is_in_the_registry(registry: Registry, work: str) -> None:
    assert registry.instrument(work).binds == "not-binding"


@pytest.mark.parametrize(
    ("ref", "verb"),
    [
        ("cets197#art-11-3", "shall-consider"),
        ("cets197#art-16-5-reintegration", "shall-endeavour"),
        ("cets197#art-17", "shall-endeavour"),
        ("cets197#art-19", "shall-consider"),
        ("cets197#art-33-2", "may-consider"),
        ("cets197#art-35", "shall-encourage"),
        ("eu-2011-36#art-18b-2", "shall-encourage"),
        ("eu-2011-36#art-15-4", "may"),
        ("protocol#art-9-2", "shall-endeavour"),
        ("protocol#art-10-2-content", "should"),
        ("untoc#art-24-2", "may"),
        ("actip#art-14-7", "shall-consider"),
        ("ohchr-principles#principle-7", "should"),
    ],
)
def test_a_weak_duty_is_not_made_stronger(registry: Registry, ref: str, verb: str) -> None:
    strength = registry.provision(ref).strength
    assert strength is not None
    assert strength.verb == verb


@pytest.mark.parametrize(
    ("ref", "label"),
    [
        ("protocol#art-3-b", "UN Trafficking Protocol, Art 3(b)"),
        ("state#cc-100-1", "Republic of Marenia, Criminal Code, s 100(1)"),
        ("state#vp-3", "Republic of Marenia, Victim Protection Act, s 3"),
        ("sm-v-croatia#para-344", "S.M. v Croatia [GC] (2020), para 344"),
        ("sm-v-croatia#holding", "S.M. v Croatia [GC] (2020)"),
        ("greta", "GRETA reports"),
    ],
)
def test_a_citation_is_shown_by_its_label(registry: Registry, ref: str, label: str) -> None:
    assert registry.label(ref) == label


@pytest.mark.parametrize(
    ("ref", "note"),
    [
        ("protocol#art-3-b", ""),
        ("cets197#art-26", "Read in an official translation, not in an authentic language."),
        ("ohchr-principles#principle-9", "Not yet verified against the official text."),
    ],
)
def test_what_was_not_verified_is_said(registry: Registry, ref: str, note: str) -> None:
    assert registry.cite(ref).note == note


def test_a_provision_is_read_as_it_stood_on_the_day(registry: Registry) -> None:
    before = registry.provision("eu-2011-36#art-2-5", DAY("2024-07-13"))
    after = registry.provision("eu-2011-36#art-2-5", DAY("2024-07-14"))
    assert "surrogacy" not in before.text
    assert "surrogacy" in after.text
    assert registry.provision("eu-2011-36#art-2-5") == after


def test_a_provision_before_its_day_is_refused_with_its_days(registry: Registry) -> None:
    with pytest.raises(UnknownReference, match="it applies from 2024-07-14"):
        registry.provision("eu-2011-36#art-18a-1", DAY("2020-01-01"))


def test_a_provision_taken_out_shows_its_last_wording(registry: Registry) -> None:
    assert "Consider" in registry.provision("eu-2011-36#art-18-4").text


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("protocl#art-3-b", 'there is no instrument "protocl"; did you mean protocol'),
        ("protocol#art-3-bb", 'has no provision "art-3-bb"; did you mean art-3-b'),
    ],
)
def test_a_citation_of_nothing_names_what_is_near(
    registry: Registry, ref: str, message: str
) -> None:
    with pytest.raises(UnknownReference) as caught:
        registry.provision(ref)
    assert message in str(caught.value)


def test_two_instruments_of_one_id_are_refused(registry: Registry) -> None:
    twice = [registry.instrument("c29"), registry.instrument("c29")]
    with pytest.raises(ValueError, match='two files have the instrument id "c29"'):
        Registry(twice)


def _instrument(**provision: Any) -> dict[str, Any]:
    row = {
        "id": "art-1",
        "pinpoint": "Art 1",
        "title": "A rule",
        "text": "A rule.",
        "kind": "definition",
        "verified": {"how": "memory", "on": None},
        "sure": "high",
    }
    return {
        "id": "pact",
        "title": "Pact",
        "short": "Pact",
        "kind": "treaty",
        "citation": "Series 1",
        "binds": "treaty",
        "verified": {"how": "memory", "on": None},
        "provisions": [row | provision],
    }


SHALL = {"binds": "treaty", "verb": "shall", "owed": "result"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "duty"}, 'needs "strength" and "addressee"'),
        ({"strength": SHALL}, 'is a definition, which has no "strength"'),
        ({"strength": {**SHALL, "limit": "x"}, "kind": "duty"}, 'plain "shall" has no "limit"'),
        ({"strength": {**SHALL, "verb": "shall-within-limits"}}, 'needs "limit"'),
        ({"strength": {**SHALL, "verb": "must"}}, "Input should be 'shall'"),
        ({"since": DAY("2020-01-02"), "until": DAY("2020-01-01")}, "ends before it begins"),
        ({"colour": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_a_provision_that_contradicts_itself_is_refused(
    changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        Instrument.model_validate(_instrument(**changes))


def test_two_wordings_for_one_day_are_refused() -> None:
    data = _instrument(until=DAY("2020-01-01"))
    data["provisions"].append(data["provisions"][0] | {"until": None, "since": DAY("2020-01-01")})
    with pytest.raises(ValidationError, match="stands twice for the same days"):
        Instrument.model_validate(data)
