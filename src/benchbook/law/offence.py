"""Trafficking in persons, as the definition reads: act, and purpose, and means unless a child.

Each function states one rule and answers it from the facts: yes, no, or unknown.
What an instrument names, and how it words a test, comes from its `Rules`.

Some facts are never asked for, because the definition does not ask for them:

- *consent*: once a means was used, agreement to the exploitation is irrelevant (UN Trafficking
  Protocol Art 3(b)), and a child needs no means (Art 3(c)). Where no means was used with an adult,
  the offence fails for want of a means, whether or not the adult agreed. So no answer about
  consent can change the result, and no function here may read it;
- *whether the exploitation took place*: a purpose is an intention (Art 3(a));
- *a border, an organised group*: the offence is established in domestic law without them
  (UNTOC Art 34(2), carried to trafficking by Protocol Art 1(2) and (3)).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from .facts import UNKNOWN, Facts, Means, Purpose, Unknown
from .rules.model import Rules
from .truth import Truth

CHILD_UNDER = 18

# The person named as victim is taken to be the surrogate mother, unless she cannot have been:
# then another child is meant, and the age of the surrogate mother is not among the facts.
YOUNGEST_SURROGATE = 10


class Finding(StrEnum):
    """What the facts come to."""

    MADE_OUT = "made-out"
    NOT_MADE_OUT = "not-made-out"
    UNDETERMINED = "undetermined"


def trafficking(facts: Facts, rules: Rules) -> Truth:
    """The offence: an act, for a purpose, by a means, or of a child without any means.

    UN Trafficking Protocol Art 3(a) and 3(c); CETS 197 Art 4(a) and 4(c); Directive 2011/36
    Art 2(1) and 2(5). One element certainly absent means no; an unknown never makes it a yes.
    """
    return act(facts, rules) & purpose(facts, rules) & means_unless_child(facts, rules)


def act(facts: Facts, rules: Rules) -> Truth:
    """One act of the list suffices: recruitment, transportation, transfer, harbouring, receipt.

    UN Trafficking Protocol Art 3(a). The list is closed. Directive 2011/36 Art 2(1) adds the
    exchange or transfer of control.
    """
    return _one_of(facts.acts, rules.acts)


def means_unless_child(facts: Facts, rules: Rules) -> Truth:
    """A means is required, unless the child rule dispenses with it (Art 3(a) and 3(c))."""
    return means(facts, rules) | child_rule(facts, rules)


def means(facts: Facts, rules: Rules) -> Truth:
    """One means of the list suffices, and it need not be force (UN Trafficking Protocol Art 3(a)).

    Abuse of a position of vulnerability counts only if the test of vulnerability is met.
    """
    if facts.means == UNKNOWN:
        return Truth.UNKNOWN
    found = [found for found in facts.means if found != Means.ABUSE_OF_VULNERABILITY]
    abused = Means.ABUSE_OF_VULNERABILITY in facts.means
    by_vulnerability = vulnerability(facts, rules) if abused else Truth.NO
    return _one_of(found, rules.means) | by_vulnerability


def vulnerability(facts: Facts, rules: Rules) -> Truth:
    """Was there no way out but to submit? The instruments negate two different things.

    The note on Art 3(a) of the Protocol speaks of a person with no “real **and** acceptable
    alternative”. What must be lacking is one alternative that is both: not (real and acceptable).
    A way out that is real but not acceptable leaves the person vulnerable, and so does one that
    would be acceptable but is not real.

    Directive 2011/36 Art 2(2) speaks of no “real **or** acceptable alternative”. Read by its
    words, both must be lacking: not (real or acceptable), that is, not real and not acceptable.
    A way out that is real, though not acceptable, then defeats the test. The words thus ask for
    more than the Protocol’s note does; a court may still read them in its light.

    If the facts do not speak of alternatives, the abuse of vulnerability stated is taken as found.
    """
    if facts.alternatives is None:
        return Truth.YES
    real = Truth.of(facts.alternatives.real)
    acceptable = Truth.of(facts.alternatives.acceptable)
    if rules.no_alternative_that_is == "real and acceptable":
        return ~(real & acceptable)
    return ~(real | acceptable)


def purpose(facts: Facts, rules: Rules) -> Truth:
    """One purpose of exploitation suffices, and it need not be carried out.

    UN Trafficking Protocol Art 3(a). The list is open (“at a minimum”): a purpose it does not
    name is neither in nor out, so it gives unknown, and the court must reason it.
    """
    return _one_of(facts.purposes, rules.purposes, closed=not rules.purposes_open)


def child(facts: Facts) -> Truth:
    """A child is a person under 18 (UN Trafficking Protocol Art 3(d))."""
    if facts.victim_age == UNKNOWN:
        return Truth.UNKNOWN
    return Truth.of(facts.victim_age < CHILD_UNDER)


def child_rule(facts: Facts, rules: Rules) -> Truth:
    """With a child, no means is needed (UN Trafficking Protocol Art 3(c)).

    Since 14 July 2024 Directive 2011/36 Art 2(5) excepts the exploitation of surrogacy, unless
    the surrogate mother is a child. The exception touches that purpose alone: a child recruited
    for another purpose as well stays under the rule for that one.
    """
    return child(facts) & _for_a_purpose_under_the_child_rule(facts, rules)


def surrogate_mother_is_child(facts: Facts) -> Truth:
    """Directive 2011/36 Art 2(5), last sentence: is the surrogate mother herself under 18?

    The victim of a matter is the person exploited, here the surrogate mother, so her age is
    `victim_age`. A small child cannot be the surrogate mother; her age is then not known.
    """
    if facts.victim_age == UNKNOWN or facts.victim_age < YOUNGEST_SURROGATE:
        return Truth.UNKNOWN
    return child(facts)


def _for_a_purpose_under_the_child_rule(facts: Facts, rules: Rules) -> Truth:
    if facts.purposes == UNKNOWN:
        return Truth.YES
    excepted = rules.child_rule_not_for.intersection(_stated(facts.purposes))
    if not excepted:
        return Truth.YES
    others = [found for found in facts.purposes if found not in excepted]
    by_others = _one_of(others, rules.purposes, closed=not rules.purposes_open)
    by_surrogacy = Truth.any(
        surrogate_mother_is_child(facts) if found == Purpose.SURROGACY else Truth.NO
        for found in excepted
    )
    return by_others | by_surrogacy


def _one_of(
    found: Collection[str] | Unknown, named: Iterable[str], *, closed: bool = True
) -> Truth:
    """Answer whether one word found is a word named; an empty list is a certain no."""
    if found == UNKNOWN:
        return Truth.UNKNOWN
    if set(found) & set(named):
        return Truth.YES
    if UNKNOWN in found or (found and not closed):
        return Truth.UNKNOWN
    return Truth.NO


def _stated(found: Collection[str]) -> set[str]:
    return {word for word in found if word != UNKNOWN}
