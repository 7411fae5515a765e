"""The commonest mistakes of a cohort, each with the lesson section that teaches the point.

A mistake is one wrong thing that was chosen: an option, a verdict, a measure or a flaw that the key
refuses and explains with provisions. It counts once for each learner who chose it. What was left
out is no mistake here, nor is a wrong tag or passage, for which the key gives no provision, nor a
step out of its place, which puts its neighbours out of theirs.
Of two equally common mistakes, the one of the earlier question comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...activities.mark import Remark
from ...activities.order_steps.question import OrderSteps
from ...casebook.case import Case
from ...marking.marked import MarkedHandIn
from .lesson_sections import Section, teaching
from .tally import Share

MOST = 3


@dataclass(frozen=True)
class Mistake:
    """A wrong choice, how many made it, why it is wrong, and where the point is taught."""

    question: str
    chosen: str
    made: Share
    because: str
    cites: tuple[str, ...]
    section: Section | None


def commonest_mistakes(
    case: Case, hand_ins: Sequence[MarkedHandIn], sections: Iterable[Section]
) -> list[Mistake]:
    """Return the three commonest mistakes, or fewer where fewer were made."""
    made: Counter[tuple[int, str]] = Counter()
    reasons: dict[tuple[int, str], Remark] = {}
    for hand_in in hand_ins:
        for place, marked in enumerate(hand_in.questions):
            if isinstance(marked.question, OrderSteps):
                continue
            wrong = {r.about: r for r in marked.mark.remarks if r.verdict == "wrong" and r.cites}
            for about, remark in wrong.items():
                made[place, about] += 1
                reasons.setdefault((place, about), remark)
    ranked = sorted(made.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    taught = list(sections)
    return [
        Mistake(
            case.questions[place].title,
            about,
            Share(count, len(hand_ins)),
            reasons[place, about].text,
            reasons[place, about].cites,
            teaching(taught, reasons[place, about].cites, case.module, case.standard),
        )
        for (place, about), count in ranked
    ]
