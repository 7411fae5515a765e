"""What a run of marking tells: how many hand-ins it marked, and each one with something to see to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ...marking.records import plain_line
from ..gradebook.database import Standing
from ..hand_ins.handed_in import HandedIn

HAND_IN_AGAIN = "It has no points. Ask the learner to hand in again from the case’s page, collect it, and mark again."
NO_LEARNER = (
    "This is not a code of anybody in this cohort, so it was not marked. "
    "Find out whose hand-in it is and put it into the folder with that person’s code."
)
NOT_WRITTEN = (
    "Its marks could not be written: {}. See to its folders in autograded and feedback, "
    "and run the command again."
)
OUR_FAULT = (
    "It could not be marked because of a fault in Benchbook ({}), and it is kept as it is. "
    "Please send its answer sheet to those who look after Benchbook; the learner need do nothing."
)
LEFT = "Its marks are from edition {} of the key and were left. To mark it again, use --again."

Told = tuple[str, str]


@dataclass
class Summary:
    """What happened: counts, and for each hand-in that needs somebody, its code and a sentence.

    `told` were marked all the same; `left` keep the marks of an older edition; `not_marked` have
    no new marks.
    """

    marked: int = 0
    unchanged: int = 0
    told: list[Told] = field(default_factory=list)
    left: list[Told] = field(default_factory=list)
    not_marked: list[Told] = field(default_factory=list)

    def tell(self, code: str, *sentences: str) -> None:
        """Add those of `sentences` that say something of the hand-in of `code`."""
        self.told += [(code, sentence) for sentence in sentences if sentence]

    def lines(self) -> list[str]:
        """Return one line for each hand-in that needs somebody, by code, fit for a terminal."""
        found = sorted([*self.told, *self.left, *self.not_marked])
        return [f"{plain_line(code)}: {plain_line(sentence)}" for code, sentence in found]


def late(handed_in: HandedIn, there: Standing | None, due: datetime | None) -> str:
    """Return by how much the hand-in is late by nbgrader's due date, or nothing."""
    handed = handed_in.timestamp or (there.timestamp if there else None)
    extension = (there.extension if there else None) or timedelta()
    if due is None or handed is None or handed <= due + extension:
        return ""
    minutes = max(1, int((handed - due - extension).total_seconds() // 60))
    days, hours = minutes // 1440, minutes // 60
    if days:
        after = f"{days} day{'s' * (days > 1)}"
    elif hours:
        after = f"{hours} hour{'s' * (hours > 1)}"
    else:
        after = f"{minutes} minute{'s' * (minutes > 1)}"
    return f"It was handed in {after} late. It is marked like the others."
