"""Why: one sentence or two for each point of an analysis, with the provisions they rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .duties import presumed_victim
from .facts import UNKNOWN, Facts, Means, Purpose, Unknown, name_of
from .offence import (
    act,
    child,
    child_rule,
    means,
    means_or_child,
    purpose,
    trafficking,
    vulnerability,
)
from .rules.model import Cites, Rules
from .truth import Truth


@dataclass(frozen=True)
class Reason:
    """One point of the analysis: what it is about, what it says, what it rests on."""

    about: str
    text: str
    cites: Cites


def reasons_for(facts: Facts, rules: Rules) -> tuple[Reason, ...]:
    """Return the reasons in the order a judgment would give them."""
    return tuple(
        reason
        for part in (
            _offence,
            _act,
            _means,
            _vulnerability,
            _child,
            _purpose,
            _consent,
            _no_element,
        )
        for reason in part(facts, rules)
    )


def _offence(facts: Facts, rules: Rules) -> Iterator[Reason]:
    of = rules.authority
    if trafficking(facts, rules) is Truth.YES:
        by_means = means(facts, rules) is Truth.YES
        text = (
            "The offence is made out: act, means and purpose are all there."
            if by_means
            else "The offence is made out: act and purpose are there, and a child needs no means."
        )
        yield Reason("offence", text, of.definition if by_means else of.child_rule)
    elif trafficking(facts, rules) is Truth.NO:
        yield Reason(
            "offence",
            "The offence is not made out: an element it requires is certainly absent, and nothing "
            "still unknown could change that.",
            of.definition,
        )
    else:
        yield Reason(
            "offence",
            "It cannot be said yet. Nothing required is certainly absent, and something is not "
            "settled. What is unknown never counts against the accused.",
            of.definition,
        )
    if rules.caution:
        yield Reason("offence", rules.caution, ("eu-2024-1712#art-transposition",))


def _act(facts: Facts, rules: Rules) -> Iterator[Reason]:
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


def _means(facts: Facts, rules: Rules) -> Iterator[Reason]:
    cites = rules.authority.means
    truth = means(facts, rules)
    if truth is Truth.YES:
        held = _list(facts.means, _means_that_hold(facts, rules))
        yield Reason("means", f"Means: {held}. One means suffices; it need not be force.", cites)
    elif child_rule(facts, rules) is Truth.YES:
        start = "none was used" if truth is Truth.NO else "not settled"
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
    elif means_or_child(facts, rules) is Truth.UNKNOWN:
        yield Reason(
            "means",
            "Means: none was used. Whether one is needed turns on the child rule.",
            cites + rules.authority.child_rule,
        )
    else:
        yield Reason(
            "means",
            "Means: none was used. With an adult a means is required, so the offence fails here.",
            cites,
        )


def _vulnerability(facts: Facts, rules: Rules) -> Iterator[Reason]:
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


def _child(facts: Facts, rules: Rules) -> Iterator[Reason]:
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


def _purpose(facts: Facts, rules: Rules) -> Iterator[Reason]:
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
            f"Purpose: {_list(unnamed)} is not named by {rules.name}, but its list is open "
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


def _consent(facts: Facts, rules: Rules) -> Iterator[Reason]:
    of = rules.authority
    if facts.consent is True:
        if means(facts, rules) is Truth.YES:
            text = f"Agreement to {rules.consent_to} does not matter, because a means was used."
            yield Reason("consent", text, of.consent)
        elif child_rule(facts, rules) is Truth.YES:
            yield Reason(
                "consent",
                "The child’s agreement changes nothing: neither a means nor a lack of agreement "
                "is required.",
                of.child_rule,
            )
        elif means(facts, rules) is Truth.NO:
            yield Reason(
                "consent",
                "Agreement does not decide this either. The rule that it is irrelevant begins "
                "where a means was used; without one, an adult’s case fails for want of a means.",
                of.consent,
            )
        else:
            yield Reason(
                "consent",
                "Agreement does not settle the matter. If a means was used it is irrelevant; look "
                "for the means.",
                of.consent,
            )
    elif facts.consent is False and means(facts, rules) is Truth.NO:
        yield Reason(
            "consent",
            "A lack of agreement is not itself a means. Ask how it was overcome: by force, threat "
            "or other coercion?",
            of.means,
        )


def _no_element(facts: Facts, rules: Rules) -> Iterator[Reason]:
    of = rules.authority
    if facts.exploitation_occurred is False:
        yield Reason(
            "exploitation",
            "That the exploitation has not happened is no defence: the purpose suffices.",
            of.purposes,
        )
    if facts.crossed_border is False:
        yield Reason("border", "No border need be crossed.", of.not_required)
    if facts.crossed_border == UNKNOWN and presumed_victim(facts, rules):
        yield Reason(
            "border",
            "Whether a border was crossed is not known. The offence does not turn on it; duties on "
            "residence and return may.",
            of.not_required,
        )
    if facts.organised_group is False:
        yield Reason("group", "No organised group need take part.", of.not_required)
    if facts.organised_group is True and of.aggravation:
        yield Reason("group", "An organised group is no element; it may aggravate.", of.aggravation)
    if of.presumed_victim and presumed_victim(facts, rules):
        yield Reason(
            "victim",
            "There are reasonable grounds to treat the person as a victim. Protection does not "
            "wait for proof.",
            of.presumed_victim,
        )


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
