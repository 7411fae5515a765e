"""The rules of each instrument, one file an instrument, each keyed by its date of effect."""

from __future__ import annotations

import datetime

from . import cets197, eu, protocol, state
from .model import Duty, Rules, Trigger

RULES: dict[str, tuple[Rules, ...]] = {
    "protocol": protocol.RULES,
    "cets197": cets197.RULES,
    "eu": eu.RULES,
    "state": state.RULES,
}

__all__ = ["RULES", "Duty", "NotInForce", "Rules", "Trigger", "rules_for"]


class NotInForce(ValueError):  # noqa: N818 - it reads as a sentence where it is caught
    """The instrument did not apply on the day asked for."""


def rules_for(under: str, on: datetime.date | None = None) -> Rules:
    """Return the rules of an instrument on a day; without a day, the newest in the data.

    Today’s date is never looked at: an analysis gives the same answer next year.
    """
    if under not in RULES:
        raise ValueError(f'"{under}" is not an accepted word. Accepted words: {", ".join(RULES)}.')
    versions = RULES[under]
    if on is None:
        return versions[-1]
    standing = [rules for rules in versions if rules.since <= on]
    if not standing:
        first = versions[0]
        raise NotInForce(
            f"{first.name} was not in force on {on}: it applies from {first.since}. "
            "Give a later date, or no date for the newest version."
        )
    return standing[-1]
