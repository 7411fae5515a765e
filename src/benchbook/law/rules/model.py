"""What can differ from one instrument to the next: the rules of one definition, as data."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from ..facts import Act, Means, Purpose
from ..instruments import Binds, Owed, Strength, Verb

Cites = tuple[str, ...]


class Trigger(Enum):
    """What in the facts calls a duty into being."""

    ALWAYS = "in every matter"
    PRESUMED_VICTIM = "on reasonable grounds to believe that the person is a victim"
    CHILD = "a presumed victim who is a child"
    AGE_UNKNOWN = "a presumed victim whose age is unknown"
    CHILD_OR_AGE_UNKNOWN = "a presumed victim who is, or may be, a child"
    CROSSED_BORDER = "a presumed victim who was taken across a border"
    MADE_OUT = "the offence is made out"


@dataclass(frozen=True)
class Duty:
    """One duty of protection: what is owed, by whom, how strongly, under which provisions.

    The first provision cited is the one whose strength the duty has.
    `when` names a condition that the facts of a matter do not state.
    """

    id: str
    says: str
    addressee: str
    strength: Strength
    cites: Cites
    trigger: Trigger = Trigger.PRESUMED_VICTIM
    when: str | None = None


@dataclass(frozen=True)
class Authority:
    """Where each rule of the definition stands."""

    definition: Cites
    acts: Cites
    means: Cites
    vulnerability: Cites
    purposes: Cites
    consent: Cites
    child_rule: Cites
    child_age: Cites
    not_required: Cites
    presumed_victim: Cites = ()
    age_presumption: Cites = ()
    aggravation: Cites = ()


@dataclass(frozen=True)
class Rules:
    """One instrument's definition of trafficking, as it stands from the day `since`."""

    under: str
    name: str
    since: datetime.date
    acts: frozenset[Act]
    means: frozenset[Means]
    purposes: frozenset[Purpose]
    no_alternative_that_is: Literal["real and acceptable", "real or acceptable"]
    consent_to: str
    authority: Authority
    duties: tuple[Duty, ...]
    purposes_open: bool = True
    child_rule_not_for: frozenset[Purpose] = field(default_factory=frozenset)
    caution: str | None = None


PROTOCOL_ACTS = frozenset(Act) - {Act.EXCHANGE_OF_CONTROL}
PROTOCOL_MEANS = frozenset(Means)
PROTOCOL_PURPOSES = frozenset(
    {
        Purpose.PROSTITUTION_OF_OTHERS,
        Purpose.SEXUAL_EXPLOITATION,
        Purpose.FORCED_LABOUR,
        Purpose.SLAVERY,
        Purpose.PRACTICES_SIMILAR_TO_SLAVERY,
        Purpose.SERVITUDE,
        Purpose.ORGAN_REMOVAL,
    }
)


@dataclass(frozen=True)
class Binding:
    """Makes the strengths of one instrument: `treaty = Binding("treaty").strength`."""

    binds: Binds

    def strength(self, verb: Verb, owed: Owed, limit: str | None = None) -> Strength:
        """Return a strength that binds by this force."""
        return Strength(binds=self.binds, verb=verb, owed=owed, limit=limit)
