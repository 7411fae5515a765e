"""How `build-order` is marked: what the measures earn, over the number of right ones, not below 0.

| a measure that is ordered | share of one right measure |
|---|---|
| right | 0.5 |
| right, with the right ground | + 0.25 |
| right, with the right safeguard | + 0.25 |
| wrong | - 0.5, whatever its ground and safeguard |

So an order without grounds and safeguards earns half at most, and each wrong measure takes away
what ordering a right one gives.
"""

from __future__ import annotations

from ..mark import Mark, Remark, share
from .question import BuildOrder, Ground, Measure, Order, Ordered, Safeguard


def score(question: BuildOrder, answer: Order) -> Mark:
    """Return the mark for the order, with remarks on each measure, ground and safeguard."""
    grounds = {g.id: g for g in question.grounds}
    safeguards = {s.id: s for s in question.safeguards}
    total = 0.0
    remarks: list[Remark] = []
    for measure in question.measures:
        cites = tuple(measure.cites)
        given = answer.measures.get(measure.id)
        if given is None:
            if measure.right:
                remarks.append(Remark(measure.text, "missed", measure.because, cites))
            continue
        total += _share(measure, given)
        remarks.append(
            Remark(measure.text, "right" if measure.right else "wrong", measure.because, cites)
        )
        if measure.right:
            remarks += _part(measure, "ground", given.ground, measure.ground, grounds)
            remarks += _part(measure, "safeguard", given.safeguard, measure.safeguard, safeguards)
    unknown = answer.measures.keys() - {m.id for m in question.measures}
    total -= 0.5 * len(unknown)
    return share(question.points, total / sum(m.right for m in question.measures), remarks)


def _share(measure: Measure, given: Ordered) -> float:
    if not measure.right:
        return -0.5
    ground, safeguard = given.ground == measure.ground, given.safeguard == measure.safeguard
    return 0.5 + 0.25 * ground + 0.25 * safeguard


def _part(
    measure: Measure,
    name: str,
    given: str | None,
    key: str | None,
    offered: dict[str, Ground] | dict[str, Safeguard],
) -> list[Remark]:
    """Return a remark on the ground or the safeguard, if it is not the right one."""
    if given == key or key is None:
        return []
    about = f"{measure.text.rstrip('.')} – {name}"
    right = f"The {name} is: {offered[key].text}"
    if given is None:
        text = f"An order states a {name} for each measure. {right}"
        return [Remark(about, "missed", text)]
    said = f"You chose: {offered[given].text} " if given in offered else ""
    return [Remark(about, "wrong", f"{said}It does not fit. {right}")]
