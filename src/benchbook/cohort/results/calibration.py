"""How sure people said they were beside how right they were, and what that means in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from .tally import LEVELS, Share


def wrong(certain: Share) -> Share:
    """Return how many of the answers that people called certain were wrong."""
    return Share(certain.of - certain.count, certain.of)


def rises(sure: Mapping[str, Share]) -> bool | None:
    """Tell whether people were right more often the surer they were; None where they chose one level."""
    shares = [sure[level].part for level in LEVELS if sure[level].of]
    if len(shares) < 2:
        return None
    return all(a < b for a, b in pairwise(shares))


def told(sure: Mapping[str, Share]) -> str:
    """Return in words whether people's certainty could be trusted."""
    certain = wrong(sure["certain"])
    if not certain.of:
        first = "Nobody called an answer certain."
    else:
        first = (
            f"Of {certain.of} {_answers(certain.of)} that people called certain, "
            f"{certain.count} {_were(certain.count)} wrong ({100 * certain.part:.0f}%)."
        )
    rising = rises(sure)
    if rising is None:
        return first
    if rising:
        return f"{first} The surer people said they were, the more often they were right."
    return f"{first} Those who were surer were not always right more often, so how sure somebody felt told little."


def compared(before: Mapping[str, Share], after: Mapping[str, Share]) -> str:
    """Return in words whether people were certain and wrong more or less often than before."""
    one, two = wrong(before["certain"]), wrong(after["certain"])
    if not one.of or not two.of:
        return "Overconfidence cannot be compared, because one of the two times nobody was certain."
    if one.interval[0] > two.interval[1]:
        return "Of the answers that they called certain, a smaller part was wrong after than before: people were less overconfident."
    if two.interval[0] > one.interval[1]:
        return "Of the answers that they called certain, a greater part was wrong after than before: people were more overconfident."
    return "The part of certain answers that were wrong is too alike before and after to tell whether people became more or less overconfident."


def _answers(count: int) -> str:
    return "answer" if count == 1 else "answers"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
