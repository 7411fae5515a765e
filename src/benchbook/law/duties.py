"""What protects the victim: which duties the facts trigger, on whom, and how strongly.

The duties themselves are data of each instrument (`rules/`); here is only what triggers them.
"""

from __future__ import annotations

from .facts import Facts
from .offence import child, means, purpose, trafficking
from .rules import RULES, Duty, Rules, Trigger
from .truth import Truth


def duties_triggered(facts: Facts, rules: Rules) -> tuple[Duty, ...]:
    """Return the duties that the facts trigger under an instrument, each at its true strength."""
    return tuple(duty for duty in rules.duties if _triggered(duty.trigger, facts, rules))


def presumed_victim(facts: Facts, rules: Rules) -> bool:
    """Tell whether there are reasonable grounds to believe that the person is a victim.

    Protection does not wait for proof. Grounds are reasonable when the offence is made out; or
    when it is not excluded and there is a means, a purpose of exploitation, or exploitation in
    fact. A single act, such as hiring or lodging somebody, is no ground. The threshold is the
    course’s reading of “reasonable grounds” (CETS 197 Art 10(2), Directive 2011/36 Art 11(2)).
    """
    offence = trafficking(facts, rules)
    if offence is not Truth.UNKNOWN:
        return offence is Truth.YES
    signs = (means(facts, rules), purpose(facts, rules), Truth.of(facts.exploitation_occurred))
    return Truth.YES in signs


def duty_ids(under: str) -> tuple[str, ...]:
    """Return the ids of every duty that an instrument knows, in any of its versions."""
    return tuple(dict.fromkeys(duty.id for rules in RULES[under] for duty in rules.duties))


def _triggered(trigger: Trigger, facts: Facts, rules: Rules) -> bool:
    if trigger is Trigger.ALWAYS:
        return True
    if trigger is Trigger.MADE_OUT:
        return trafficking(facts, rules) is Truth.YES
    if not presumed_victim(facts, rules):
        return False
    age = child(facts)
    return {
        Trigger.PRESUMED_VICTIM: True,
        Trigger.CHILD: age is Truth.YES,
        Trigger.AGE_UNKNOWN: age is Truth.UNKNOWN,
        Trigger.CHILD_OR_AGE_UNKNOWN: age is not Truth.NO,
        # an unknown border is left to the reader: a duty is never listed on a guess
        Trigger.CROSSED_BORDER: facts.crossed_border is True,
    }[trigger]
