"""How `order-steps` is marked: by the pairs that stand in the right order.

Over the pairs of steps from different groups, the share in the right order is taken, and chance
(one half) is set to zero: max(0, 2 * share - 1). This is Kendall's tau, cut at zero
(M. G. Kendall, A New Measure of Rank Correlation, Biometrika 30, 1938).
"""

from __future__ import annotations

from itertools import combinations

from ..mark import Mark, Remark, share
from .question import Ordered, OrderSteps


def score(question: OrderSteps, answer: Ordered) -> Mark:
    """Return the mark for the order; a list that is not made of the question's steps earns none."""
    ranks = question.ranks()
    if sorted(answer.order) != sorted(ranks):
        note = "The order does not hold each step exactly once, so it could not be marked."
        return share(question.points, 0, [Remark("Your order", "wrong", note)])
    place = {step: i for i, step in enumerate(answer.order)}
    pairs = [(a, b) for a, b in combinations(ranks, 2) if ranks[a] != ranks[b]]
    kept = sum(place[a] < place[b] for a, b in pairs)
    remarks = []
    for step in question.steps:
        fine = all(place[a] < place[b] for a, b in pairs if step.id in (a, b))
        remarks.append(
            Remark(step.text, "right" if fine else "wrong", step.because, tuple(step.cites))
        )
    return share(question.points, 2 * kept / len(pairs) - 1, remarks)
