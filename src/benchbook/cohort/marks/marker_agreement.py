"""How far two markers agree: differences, Krippendorff's alpha, and what to talk about.

Levels of a criterion are ranks: “Full” is above “Mostly”, but how far above is the author's choice
of points, not a measurement. So each criterion takes the ordinal difference function. The sum over
a ruling is used as a number wherever marks are added up, so it takes the interval function. Both
after K. Krippendorff, Content Analysis: An Introduction to Its Methodology, 2nd ed. (Sage 2004),
ch. 11; how high alpha should be is on p. 241 there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ...activities.ruling.question import Criterion

Metric = Literal["ordinal", "interval"]
# Halves and thirds of a level are not exact numbers.
CLOSE = 1e-9
MEANING = (
    "Alpha is 1 where markers always agree and 0 where they agree as by chance. Krippendorff (2004) "
    "relies on 0.800 and more, and draws only tentative conclusions from 0.667 to 0.800."
)


@dataclass(frozen=True)
class Pair:
    """What two markers gave to one ruling for one criterion."""

    code: str
    cell: str
    first: float
    second: float
    levels_apart: float
    comment: str = ""

    @property
    def difference(self) -> float:
        """Return the second marker's points less the first's."""
        return round(self.second - self.first, 2)

    @property
    def to_moderate(self) -> bool:
        """Tell whether the markers are a level or more apart."""
        return self.levels_apart >= 1 - CLOSE


@dataclass(frozen=True)
class Agreement:
    """How far two markers agree on one criterion, or on the sum; alpha is None where undefined."""

    title: str
    pairs: int
    same: int
    mean_difference: float
    alpha: float | None
    undefined: str = ""


def alpha(rows: Sequence[Sequence[float | None]], metric: Metric) -> float | None:
    """Return Krippendorff's alpha of `rows`, one a marker and one place a unit.

    None stands where a marker gave nothing. The result is None where alpha is not defined: fewer
    than two units marked twice, or no variation at all.
    """
    import numpy as np
    from krippendorff import alpha as krippendorffs_alpha

    table = np.array([[np.nan if v is None else v for v in row] for row in rows], dtype=float)
    twice = table[:, (~np.isnan(table)).sum(axis=0) >= 2]
    given = twice[~np.isnan(twice)]
    if twice.shape[1] < 2 or len(np.unique(given)) < 2:
        return None
    return float(krippendorffs_alpha(reliability_data=table, level_of_measurement=metric))


def place(criterion: Criterion, points: float) -> float:
    """Return at which level `points` stand, counted from 0 for the best; between levels, a part."""
    levels = [level.points for level in criterion.levels]
    for i, (above, below) in enumerate(pairwise(levels)):
        if points >= below:
            return i + (above - min(points, above)) / (above - below)
    return float(len(levels) - 1)


def agreement(title: str, pairs: Sequence[tuple[float, float]], metric: Metric) -> Agreement:
    """Return how far `pairs` of points, first and second marker's, agree."""
    count = len(pairs)
    found = alpha([[a for a, _ in pairs], [b for _, b in pairs]], metric) if pairs else None
    why = ""
    if found is None:
        few = "fewer than two rulings were marked by both"
        why = few if count < 2 else "every mark is the same, so there is nothing to agree on"
    return Agreement(
        title,
        count,
        sum(abs(a - b) < CLOSE for a, b in pairs),
        round(sum(b - a for a, b in pairs) / count, 2) if count else 0.0,
        found,
        why,
    )


def agreements(criteria: Mapping[str, Criterion], pairs: Sequence[Pair]) -> list[Agreement]:
    """Return the agreement on each criterion, then on the sum of rulings marked whole by both."""
    found = [
        agreement(c.title, [(p.first, p.second) for p in pairs if p.cell == cell], "ordinal")
        for cell, c in criteria.items()
    ]
    by_code: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_code.setdefault(pair.code, []).append(pair)
    sums = [
        (sum(p.first for p in own), sum(p.second for p in own))
        for own in by_code.values()
        if len(own) == len(criteria)
    ]
    return [*found, agreement("The whole ruling", sums, "interval")]
