"""Why: one sentence or two for each point of an analysis, with the provisions they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from .duties import presumed_victim
from .element_reasons import (
    Reason,
    act_reasons,
    child_reasons,
    means_reasons,
    purpose_reasons,
    vulnerability_reasons,
)
from .facts import UNKNOWN, Facts
from .offence import child_rule, means, trafficking
from .rules.model import Rules
from .truth import Truth


def reasons_for(facts: Facts, rules: Rules) -> tuple[Reason, ...]:
    """Return the reasons in the order a judgment would give them."""
    return tuple(
        reason
        for part in (
            _offence,
            act_reasons,
            means_reasons,
            vulnerability_reasons,
            child_reasons,
            purpose_reasons,
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
            "That the exploitation has not happened decides nothing: the purpose is what counts.",
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
