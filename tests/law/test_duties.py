from __future__ import annotations

from typing import Any

import pytest

from benchbook.law import RULES, Registry, analyse, duty_ids

from .matters import matter


def _duties(under: str, **changes: Any) -> dict[str, dict[str, Any]]:
    return {duty["id"]: duty for duty in analyse(matter(**changes), under).as_json()["duties"]}


def test_each_duty_has_the_strength_and_the_addressee_of_the_provision_it_rests_on(
    registry: Registry,
) -> None:
    for versions in RULES.values():
        for rules in versions:
            for duty in rules.duties:
                provision = registry.provision(duty.cites[0], rules.since)
                assert duty.strength == provision.strength, duty.id
                assert duty.addressee == provision.addressee, duty.id


def test_duty_ids_are_unique_in_each_version() -> None:
    for versions in RULES.values():
        for rules in versions:
            ids = [duty.id for duty in rules.duties]
            assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("under", "duty", "verb", "owed"),
    [
        ("protocol", "assistance", "shall-consider", "measure"),
        ("protocol", "residence", "shall-consider", "measure"),
        ("protocol", "safety", "shall-endeavour", "result"),
        ("protocol", "privacy", "shall-within-limits", "measure"),
        ("protocol", "compensation-possibility", "shall", "possibility"),
        ("cets197", "assistance", "shall", "measure"),
        ("cets197", "assistance-unconditional", "shall", "result"),
        ("cets197", "non-punishment", "shall-within-limits", "possibility"),
        ("eu", "non-punishment", "shall-within-limits", "power"),
        ("eu", "special-measures", "shall-within-limits", "measure"),
        ("state", "non-punishment", "may", "power"),
        ("state", "special-measures", "may", "power"),
        ("state", "assistance", "shall", "measure"),
    ],
)
def test_a_duty_is_told_at_its_true_strength(under: str, duty: str, verb: str, owed: str) -> None:
    found = _duties(under)[duty]
    assert (found["verb"], found["owed"]) == (verb, owed)


def test_the_protocol_has_no_non_punishment_clause() -> None:
    assert "non-punishment" not in duty_ids("protocol")


def test_reasonable_grounds_suffice_for_protection() -> None:
    assert "assistance" in _duties("state", acts="unknown", purposes="unknown")


def test_a_single_act_is_no_reasonable_ground() -> None:
    bare = {"means": "unknown", "purposes": "unknown", "exploitation_occurred": "unknown"}
    assert set(_duties("state", **bare)) == {"defence-rights"}


def test_exploitation_in_fact_is_a_reasonable_ground() -> None:
    bare = {"means": "unknown", "purposes": "unknown", "exploitation_occurred": True}
    assert "assistance" in _duties("state", **bare)


def test_no_offence_means_no_protection_but_the_defence_keeps_its_rights() -> None:
    assert set(_duties("state", means=[])) == {"defence-rights"}
    assert _duties("cets197", means=[]) == {}


def test_assistance_does_not_depend_on_agreement_to_the_exploitation() -> None:
    assert _duties("state", consent=True) == _duties("state", consent=False)


def test_a_child_is_protected_as_a_child() -> None:
    child = _duties("state", victim_age=15)
    assert {"child-best-interests", "guardian", "child-interview"} <= set(child)
    assert "age-presumption" not in child
    assert "guardian" not in _duties("state")


def test_an_unknown_age_is_presumed_to_be_a_child_for_protection_only() -> None:
    found = analyse(matter(victim_age="unknown", means=[]), "state")
    assert {"age-presumption", "age-assessment", "guardian"} <= {duty.id for duty in found.duties}
    assert found.offence == "undetermined"


@pytest.mark.parametrize("border", [False, "unknown"])
def test_residence_and_return_wait_for_a_border_that_was_certainly_crossed(border: Any) -> None:
    assert {"residence", "return-safe"} <= set(_duties("state"))
    assert not {"residence", "return-safe"} & set(_duties("state", crossed_border=border))


def test_the_recovery_period_does_not_ask_for_a_border() -> None:
    assert "recovery-period" in _duties("cets197", crossed_border=False)


def test_compensation_by_the_court_waits_for_the_offence_to_be_made_out() -> None:
    assert "compensation" in _duties("state")
    assert "compensation" not in _duties("state", acts="unknown")


def test_referral_and_shelters_are_eu_duties_only_since_2024() -> None:
    old, new = ({duty.id for duty in rules.duties} for rules in RULES["eu"])
    assert {"identification", "safe-housing"} <= new - old
