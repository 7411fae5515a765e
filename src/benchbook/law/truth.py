"""Three answers to a question of fact: yes, no, and not known."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """Kleene's three values, combined with `&` (and), `|` (or) and `~` (not).

    An unknown stays unknown unless the other side settles the question alone:
    "no and unknown" is no, "yes or unknown" is yes.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __and__(self, other: Truth) -> Truth:
        if Truth.NO in (self, other):
            return Truth.NO
        return Truth.UNKNOWN if Truth.UNKNOWN in (self, other) else Truth.YES

    def __or__(self, other: Truth) -> Truth:
        if Truth.YES in (self, other):
            return Truth.YES
        return Truth.UNKNOWN if Truth.UNKNOWN in (self, other) else Truth.NO

    def __invert__(self) -> Truth:
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, Truth.UNKNOWN)

    @classmethod
    def of(cls, fact: object) -> Truth:
        """Return the answer for a fact stated as true, false or "unknown"."""
        if fact is True:
            return cls.YES
        return cls.NO if fact is False else cls.UNKNOWN

    @classmethod
    def any(cls, answers: Iterable[Truth]) -> Truth:
        """Return yes if one answer is yes, no if all are no (or there are none), else unknown."""
        found = cls.NO
        for answer in answers:
            found = found | answer
        return found
