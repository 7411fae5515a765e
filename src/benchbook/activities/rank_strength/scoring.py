"""How `rank-strength` is marked; each duty has an equal share of the points.

| the verb that was chosen | share of the duty | and if what is owed is right |
|---|---|---|
| the verb of the text | 0.7 | + 0.3 |
| weaker than the text | 0.3 | + 0 |
| as strong, but another verb | 0.3 | + 0 |
| stronger than the text | 0 | + 0 |
| none | 0 | + 0 |

From the strongest to the weakest: shall; shall, within limits; shall encourage and shall endeavour,
which are as strong as each other; shall consider; should; may; may consider.
To overstate a duty earns nothing, because a decision cannot rest on what nobody owes.
"""

from __future__ import annotations

from ..mark import Mark, Remark, share
from .question import THINGS, VERBS, Duty, Ranked, RankStrength, Strength, Verb

RANKS: dict[Verb, int] = {
    "shall": 6,
    "shall-within-limits": 5,
    "shall-encourage": 4,
    "shall-endeavour": 4,
    "shall-consider": 3,
    "should": 2,
    "may": 1,
    "may-consider": 0,
}
OVERSTATED = (
    "You overstate the duty. That is an error, and it earns nothing: nobody can be ordered to do "
    "more than the law asks, and a decision that rests on a duty nobody owes can be set aside. "
    "If more is needed, look for a provision that does owe it."
)
UNDERSTATED = (
    "The text asks for more than you say. It is the lesser error, but it leaves people without "
    "what the law gives them."
)
ANOTHER = "Neither verb is the stronger one, but they ask for different things."


def score(question: RankStrength, answer: Ranked) -> Mark:
    """Return the mark over all duties, with remarks on each verb and on what is owed."""
    total = 0.0
    remarks: list[Remark] = []
    for duty in question.duties:
        given = answer.duties.get(duty.id, Strength())
        total += _share(duty, given)
        remarks += _remarks(duty, given)
    return share(question.points, total / len(question.duties), remarks)


def _share(duty: Duty, given: Strength) -> float:
    if given.verb is None or RANKS[given.verb] > RANKS[duty.verb]:
        return 0.0
    # What is owed counts only with the right verb: else the weakest verb throughout would pay.
    return 0.7 + 0.3 * (given.owed == duty.owed) if given.verb == duty.verb else 0.3


def _remarks(duty: Duty, given: Strength) -> list[Remark]:
    name, cites = duty.text.rstrip("."), tuple(duty.cites)
    about = f"{name} – {duty.strength}"
    if given.verb is None:
        return [Remark(about, "missed", duty.because, cites)]
    if given.verb == duty.verb:
        remarks = [Remark(about, "right", duty.because, cites)]
    else:
        text = f"{_compared(duty.verb, given.verb)}\n\n{duty.because}"
        remarks = [Remark(about, "wrong", text, cites)]
    if given.owed is None:
        told = f"You did not say. It is {THINGS[duty.owed][0]}. {THINGS[duty.owed][1]}"
        remarks.append(Remark(f"{name} – what is owed", "missed", told))
    elif given.owed != duty.owed:
        right, said = THINGS[duty.owed], THINGS[given.owed][0]
        told = f"You chose: {said}. It is {right[0]}. {right[1]}"
        remarks.append(Remark(f"{name} – what is owed", "wrong", told))
    return remarks


def _compared(text: Verb, chosen: Verb) -> str:
    said = f"You chose “{VERBS[chosen][0]}”; the text says “{VERBS[text][0]}”."
    difference = RANKS[chosen] - RANKS[text]
    reason = OVERSTATED if difference > 0 else UNDERSTATED if difference < 0 else ANOTHER
    return f"{said} {reason}"
