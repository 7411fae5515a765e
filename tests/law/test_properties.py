from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benchbook.law import RULES, Act, Facts, Finding, Means, Purpose, Registry, Truth, analyse

UNKNOWN = "unknown"
THREE = st.sampled_from([True, False, UNKNOWN])


def _found(words: Any) -> st.SearchStrategy[Any]:
    listed = st.lists(st.sampled_from([*map(str, words), UNKNOWN]), max_size=4, unique=True)
    return st.just(UNKNOWN) | listed


FACTS = st.fixed_dictionaries(
    {
        "acts": _found(Act),
        "means": _found(Means),
        "purposes": _found(Purpose),
        "victim_age": st.just(UNKNOWN) | st.sampled_from([0, 9, 10, 16, 17, 18, 40]),
        "consent": THREE,
        "exploitation_occurred": THREE,
        "crossed_border": THREE,
        "organised_group": THREE,
    },
    optional={"alternatives": st.fixed_dictionaries({"real": THREE, "acceptable": THREE})},
)
LAWS = st.sampled_from(
    [(under, rules.since) for under, versions in RULES.items() for rules in versions]
)
Law = tuple[str, datetime.date]


def _finding(facts: dict[str, Any], law: Law) -> Finding:
    return analyse(Facts.model_validate(facts), *law).offence


@given(FACTS, LAWS, THREE, THREE, THREE, THREE)
def test_consent_border_group_and_what_happened_never_change_the_finding(
    facts: dict[str, Any], law: Law, consent: Any, border: Any, group: Any, happened: Any
) -> None:
    changed = facts | {
        "consent": consent,
        "crossed_border": border,
        "organised_group": group,
        "exploitation_occurred": happened,
    }
    assert _finding(changed, law) is _finding(facts, law)


@given(FACTS, LAWS, THREE)
def test_consent_never_changes_a_duty(facts: dict[str, Any], law: Law, consent: Any) -> None:
    before = analyse(Facts.model_validate(facts), *law).duties
    assert analyse(Facts.model_validate(facts | {"consent": consent}), *law).duties == before


@given(FACTS, LAWS, st.sampled_from(["acts", "means", "purposes"]))
def test_what_is_unknown_never_makes_out(facts: dict[str, Any], law: Law, name: str) -> None:
    forgotten = _finding(facts | {name: UNKNOWN}, law)
    if name == "means":
        assert forgotten is not Finding.MADE_OUT or facts["victim_age"] in range(18)
    else:
        assert forgotten is not Finding.MADE_OUT


def _learn(draw: Any, fact: Any, words: Any) -> Any:
    """Return the fact with each unknown in it settled one way or another."""
    if fact != UNKNOWN and UNKNOWN not in fact:
        return fact
    known = [] if fact == UNKNOWN else [word for word in fact if word != UNKNOWN]
    return known + draw(st.lists(st.sampled_from([*map(str, words)]), max_size=3, unique=True))


@given(st.data(), FACTS, LAWS)
def test_knowing_more_never_undoes_a_finding(data: st.DataObject, facts: Any, law: Law) -> None:
    before = _finding(facts, law)
    more = dict(facts)
    for name, words in (("acts", Act), ("means", Means), ("purposes", Purpose)):
        if data.draw(st.booleans()):
            more[name] = _learn(data.draw, facts[name], words)
    if more["victim_age"] == UNKNOWN:
        more["victim_age"] = data.draw(st.sampled_from([UNKNOWN, 0, 12, 17, 18, 50]))
    if "alternatives" in more:
        more["alternatives"] = {
            name: data.draw(THREE) if fact == UNKNOWN else fact
            for name, fact in more["alternatives"].items()
        }
    if before is not Finding.UNDETERMINED:
        assert _finding(more, law) is before


@given(FACTS, LAWS)
def test_the_finding_is_what_missing_and_unsettled_say(facts: dict[str, Any], law: Law) -> None:
    found = analyse(Facts.model_validate(facts), *law)
    if found.missing:
        assert found.offence is Finding.NOT_MADE_OUT
    elif found.unsettled:
        assert found.offence is Finding.UNDETERMINED
    else:
        assert found.offence is Finding.MADE_OUT
    assert all(found.elements[name] is Truth.NO for name in found.missing)


@given(FACTS, LAWS)
def test_every_reason_and_duty_cites_a_provision_that_stands_on_the_day(
    registry: Registry, facts: dict[str, Any], law: Law
) -> None:
    found = analyse(Facts.model_validate(facts), *law)
    for cites in [*(r.cites for r in found.reasons), *(d.cites for d in found.duties)]:
        assert cites
        for ref in cites:
            assert registry.provision(ref, found.on)


@given(st.sampled_from(Truth), st.sampled_from(Truth))
def test_not_of_and_is_or_of_nots(one: Truth, other: Truth) -> None:
    assert ~(one & other) is (~one | ~other)
    assert ~~one is one
