"""Why an element is there, is absent, or is not settled: what a judgment would say of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .facts import UNKNOWN, Facts, Means, Purpose, Unknown, name_of
from .offence import act, child, child_rule, means, means_unless_child, purpose, vulnerability
from .rules.model import Cites, Rules
from .truth import Truth


@dataclass(frozen=True)
class Reason:
    """One point of the analysis: what it is about, what it says, what it rests on."""

    about: str
    text: str
    cites: Cites


def act_reasons(facts: Facts, rules: Rules) -> Iterator[Reason]:
    """Yield why there is an act, or why not."""
    cites = rules.authority.acts
    truth = act(facts, rules)
    if truth is Truth.YES:
        yield Reason("act", f"Act: {_list(facts.acts, rules.acts)}. One act suffices.", cites)
    elif truth is Truth.UNKNOWN:
        yield Reason(
            "act",
            "Act: not settled. Evidence of who recruited, moved, lodged or received the person "
            "would settle it.",
            cites,
        )
    elif facts.acts:
        yield Reason(
            "act",
            f"Act: none that {rules.name} names. Its list is closed and does not hold "
            f"{_list(facts.acts)}. If the same conduct is also a transfer or a receipt, say so.",
            cites,
        )
    else:
        yield Reason("act", "Act: none. Without an act there is no trafficking.", cites)


def means_reasons(facts: Facts, rules: Rules) -> Iterator[Reason]:
    """Yield why there is a means, or why none is needed."""
    cites = rules.authority.means
    truth = means(facts, rules)
    if truth is Truth.YES:
        held = _list(facts.means, _means_that_hold(facts, rules))
        yield Reason("means", f"Means: {held}. One means suffices; it need not be force.", cites)
    elif child_rule(facts, rules) is Truth.YES:
        start = _no_means(facts) if truth is Truth.NO else "not settled"
        yield Reason(
            "means",
            f"Means: {start}, and none is needed, because the victim is a child.",
            rules.authority.child_rule,
        )
    elif truth is Truth.UNKNOWN:
        yield Reason(
            "means",
            "Means: not settled. Evidence of how the person was won over or held would settle it: "
            "promises, threats, debts, papers kept, who had power over whom.",
            cites,
        )
    elif means_unless_child(facts, rules) is Truth.UNKNOWN:
        yield Reason(
            "means",
            f"Means: {_no_means(facts)}. Whether one is needed turns on the child rule.",
            cites + rules.authority.child_rule,
        )
    else:
        yield Reason(
            "means",
            f"Means: {_no_means(facts)}. With an adult a means is required, so the offence fails "
            "here.",
            cites,
        )


def vulnerability_reasons(facts: Facts, rules: Rules) -> Iterator[Reason]:
    """Yield how the test of vulnerability comes out, if that means is stated."""
    if facts.means == UNKNOWN or Means.ABUSE_OF_VULNERABILITY not in facts.means:
        return
    cites = rules.authority.vulnerability
    test = f"The test is that there was no {rules.no_alternative_that_is} alternative but to submit"
    if facts.alternatives is None:
        text = (
            f"Vulnerability: its abuse is taken as found. {test}. "
            "Being poor or young alone does not meet it."
        )
    else:
        text = (
            f"Vulnerability: {_VULNERABLE[vulnerability(facts, rules)]} {test}; here one that was "
            f"real: {_said(facts.alternatives.real)}; acceptable: "
            f"{_said(facts.alternatives.acceptable)}."
        )
    yield Reason("means", text, cites)


_VULNERABLE = {
    Truth.YES: "the test is met.",
    Truth.NO: "the test is not met.",
    Truth.UNKNOWN: "the test is not settled.",
}


def child_reasons(facts: Facts, rules: Rules) -> Iterator[Reason]:
    """Yield what the age of the victim comes to."""
    of = rules.authority
    truth = child(facts)
    if truth is Truth.YES:
        yield Reason("child", f"Age: {facts.victim_age}, so the victim is a child.", of.child_age)
        yield from _surrogacy(facts, rules)
    elif truth is Truth.NO:
        yield Reason("child", f"Age: {facts.victim_age}, so the victim is an adult.", of.child_age)
    elif means(facts, rules) is Truth.YES:
        yield Reason(
            "child",
            "Age: not known. The offence does not turn on it, because a means was used. "
            "Protection and sentence may.",
            of.child_age + of.age_presumption,
        )
    else:
        yield Reason(
            "child",
            "Age: not known. If the person is under 18, no means is needed. Birth records, papers "
            "or an age assessment would settle it. A presumption that serves protection is not "
            "proof of age.",
            of.child_rule + of.age_presumption,
        )


def _surrogacy(facts: Facts, rules: Rules) -> Iterator[Reason]:
    if facts.purposes == UNKNOWN or not rules.child_rule_not_for.intersection(facts.purposes):
        return
    settled = child_rule(facts, rules) is Truth.YES
    yield Reason(
        "child",
        "For the exploitation of surrogacy the child rule holds only if the surrogate mother is a "
        "child. "
        + (
            "The victim stated is taken to be the surrogate mother, or there is another purpose."
            if settled
            else "Her age is not among these facts: state the matter for her."
        ),
        rules.authority.child_rule,
    )


def purpose_reasons(facts: Facts, rules: Rules) -> Iterator[Reason]:
    """Yield why there is a purpose of exploitation, or why not."""
    cites = rules.authority.purposes
    truth = purpose(facts, rules)
    unnamed = _stated(facts.purposes) - set(rules.purposes)
    if truth is Truth.YES:
        named = _list(facts.purposes, rules.purposes)
        yield Reason("purpose", f"Purpose: {named}. One purpose suffices.", cites)
        if Purpose.BEGGING in facts.purposes and rules.under == "eu":
            yield Reason(
                "purpose", "Begging is named as a form of forced labour or services.", cites
            )
    elif truth is Truth.UNKNOWN and unnamed:
        yield Reason(
            "purpose",
            f"Purpose: {rules.name} does not name {_list(unnamed)}, but its list is open "
            "(“at a minimum”). It cannot be said without reasoning whether this is exploitation. "
            "If the facts amount to a purpose that is named, such as forced labour, state that.",
            cites,
        )
    elif truth is Truth.UNKNOWN:
        yield Reason(
            "purpose",
            "Purpose: not settled. Evidence of what the accused intended would settle it: plans, "
            "prices, accounts, earlier victims, what happened afterwards.",
            cites,
        )
    elif unnamed:
        yield Reason(
            "purpose", f"Purpose: none that {rules.name} names, and its list is closed.", cites
        )
    else:
        yield Reason("purpose", "Purpose: no exploitation was intended.", cites)


def _no_means(facts: Facts) -> str:
    return "the one stated does not meet its test" if facts.means else "none was used"


def _means_that_hold(facts: Facts, rules: Rules) -> set[str]:
    holds = vulnerability(facts, rules) is Truth.YES
    return {word for word in rules.means if holds or word != Means.ABUSE_OF_VULNERABILITY}


def _stated(found: Collection[str] | Unknown) -> set[str]:
    return set() if isinstance(found, str) else {word for word in found if word != UNKNOWN}


def _list(found: Collection[str] | Unknown, named: Collection[str] | None = None) -> str:
    words = [word for word in found if word != UNKNOWN and (named is None or word in named)]
    return ", ".join(name_of(word) for word in dict.fromkeys(words))


def _said(fact: bool | Unknown) -> str:
    return Truth.of(fact).value
