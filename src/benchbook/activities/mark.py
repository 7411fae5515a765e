"""What a scoring rule gives back: points, and a remark for each thing it looked at."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["right", "wrong", "missed", "accepted", "note"]


@dataclass(frozen=True)
class Remark:
    """One line of feedback: what it is about, how it was judged, why, and on what provisions.

    `part` names the part of the question it belongs to, where a control shows one part at a time.
    """

    about: str
    verdict: Verdict
    text: str
    cites: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True)
class Mark:
    """Points from 0 to `max`, always a built-in float, with the remarks that explain them.

    nbgrader reads any other number type, a negative number or NaN as full marks, so the points
    are made safe here and nowhere else.
    """

    points: float
    max: float
    remarks: tuple[Remark, ...] = field(default=())

    def __post_init__(self) -> None:
        points = float(self.points)
        if not math.isfinite(points):
            raise ValueError(f"points must be a finite number, not {points}")
        object.__setattr__(self, "points", round(min(max(points, 0.0), float(self.max)), 2))
        object.__setattr__(self, "max", float(self.max))


def share(points: float, part: float, remarks: list[Remark]) -> Mark:
    """Return the mark that gives the share `part` (cut to 0..1) of `points`."""
    return Mark(points * min(max(part, 0.0), 1.0), points, tuple(remarks))
