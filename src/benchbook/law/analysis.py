"""The whole answer on one matter: the offence, its elements, the reasons, the duties."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from .duties import duties_triggered
from .element_reasons import Reason
from .facts import Facts
from .offence import (
    Finding,
    act,
    child,
    child_rule,
    means,
    means_unless_child,
    purpose,
    trafficking,
)
from .reasons import reasons_for
from .rules import Duty, Rules, rules_for
from .truth import Truth

_FINDING = {
    Truth.YES: Finding.MADE_OUT,
    Truth.NO: Finding.NOT_MADE_OUT,
    Truth.UNKNOWN: Finding.UNDETERMINED,
}


@dataclass(frozen=True)
class Analysis:
    """What the facts come to under one instrument, with reasons that cite provisions.

    `missing` are elements certainly absent, `unsettled` those on which the answer still turns.
    The offence is made out when both are empty, and not made out when something is missing.
    """

    rules: Rules
    on: datetime.date | None
    offence: Finding
    elements: dict[str, Truth]
    missing: tuple[str, ...]
    unsettled: tuple[str, ...]
    reasons: tuple[Reason, ...]
    duties: tuple[Duty, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the answer as plain values, ready for `json.dumps`."""
        return {
            "offence": self.offence.value,
            "elements": {name: truth.value for name, truth in self.elements.items()},
            "missing": list(self.missing),
            "unsettled": list(self.unsettled),
            "reasons": [{"text": r.text, "cites": list(r.cites)} for r in self.reasons],
            "duties": [
                {
                    "id": duty.id,
                    "addressee": duty.addressee,
                    "binds": duty.strength.binds,
                    "verb": duty.strength.verb,
                    "owed": duty.strength.owed,
                    "cites": list(duty.cites),
                }
                for duty in self.duties
            ],
        }


def analyse(facts: Facts, under: str, on: datetime.date | None = None) -> Analysis:
    """Return what the facts come to under `protocol`, `cets197`, `eu` or `state`.

    `on` is compared with the instrument’s dates of effect; without it the newest version applies.
    Raises `NotInForce` for a day before the instrument applied.
    """
    rules = rules_for(under, on)
    elements = {
        "act": act(facts, rules),
        "means": means(facts, rules),
        "purpose": purpose(facts, rules),
        "child": child(facts),
    }
    missing, unsettled = _open_questions(facts, rules)
    return Analysis(
        rules=rules,
        on=on,
        offence=_FINDING[trafficking(facts, rules)],
        elements=elements,
        missing=missing,
        unsettled=unsettled,
        reasons=reasons_for(facts, rules),
        duties=duties_triggered(facts, rules),
    )


def _open_questions(facts: Facts, rules: Rules) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the elements that are missing, and those that are unsettled.

    Means and child answer one question together: a child needs no means, a means needs no child.
    """
    found = {"act": act(facts, rules)}
    either = means_unless_child(facts, rules)
    if either is Truth.NO:
        found["means"] = Truth.NO
    elif either is Truth.UNKNOWN:
        parts = {"means": means(facts, rules), "child": child_rule(facts, rules)}
        found |= {name: truth for name, truth in parts.items() if truth is Truth.UNKNOWN}
    found["purpose"] = purpose(facts, rules)
    return (
        tuple(name for name, truth in found.items() if truth is Truth.NO),
        tuple(name for name, truth in found.items() if truth is Truth.UNKNOWN),
    )
