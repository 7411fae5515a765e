"""Student's t: how far an average of few people may lie from that of many.

The distribution is a finite sum for whole degrees of freedom: M. Abramowitz and I. A. Stegun (eds),
Handbook of Mathematical Functions (National Bureau of Standards 1964), formulas 26.7.3 and 26.7.4.
The quantile is found by halving, so no table and no further library is needed.
"""

from __future__ import annotations

from functools import cache
from math import atan, cos, pi, sin, sqrt

FAR = 1000.0  # beyond every quantile for 95 in 100; the greatest is 12.7


def inside(t: float, freedom: int) -> float:
    """Return the share of the distribution between -t and t."""
    angle = atan(t / sqrt(freedom))
    odd = freedom % 2 == 1
    # 26.7.3 for odd degrees of freedom begins with the cosine, 26.7.4 for even ones with 1.
    power = cos(angle) if odd else 1.0
    total = 0.0
    for n in range(3 if odd else 2, freedom + 1, 2):
        total += power
        power *= cos(angle) ** 2 * (n - 1) / n
    if odd:
        return 2 / pi * (angle + sin(angle) * total)
    return sin(angle) * total


@cache
def t95(freedom: int) -> float:
    """Return the t with 95 in 100 of the distribution between -t and t."""
    if freedom < 1:
        raise ValueError("Student's t needs one degree of freedom or more.")
    low, high = 0.0, FAR
    while high - low > 1e-12 * max(1.0, high):
        middle = (low + high) / 2
        low, high = (middle, high) if inside(middle, freedom) < 0.95 else (low, middle)
    return (low + high) / 2


def chance_correlation(people: int) -> float | None:
    """Return how strong a correlation of unrelated things is in 95 of 100 groups of that size at most.

    It is t / √(t² + n − 2), the usual test of a correlation turned round. None under three people.
    """
    if people < 3:
        return None
    t = t95(people - 2)
    return t / sqrt(t * t + people - 2)
