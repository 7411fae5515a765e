"""For each question: the share that earned all points, its interval, and the average of the points."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.2
LEFT: Final = 3.3
FULL: Final = 5.3
ROW: Final = 0.56


@dataclass(frozen=True)
class Line:
    """A question: the share right with its interval, and the average share of its points."""

    label: str
    right: float
    low: float
    high: float
    points: float


def cohort_right(lines: Sequence[Line]) -> Figure:
    """Return one row a question: a dot with whiskers for all points, a diamond for the average."""
    tall = ROW * len(lines) + 1.05
    figure, axes = style.canvas(WIDTH, tall)
    bottom, top = 0.45, tall - 0.55
    for tenth in range(0, 11, 2):
        x = LEFT + FULL * tenth / 10
        axes.plot([x, x], [bottom, top], color="#cccccc", linewidth=0.8, zorder=0)
        style.write(axes, x, bottom - 0.2, f"{tenth * 10}%")
    _signs(figure, tall - 0.27)
    for n, line in enumerate(lines):
        middle = top - ROW * (n + 0.5)
        label = "\n".join(textwrap.wrap(line.label, 36, max_lines=2, placeholder=" …"))
        style.write(axes, LEFT - 0.2, middle, label, ha="right", linespacing=1.1)
        ends = [LEFT + FULL * line.low, LEFT + FULL * line.high]
        axes.plot(ends, [middle + 0.09] * 2, color="#0072b2", linewidth=2.0)
        axes.plot(LEFT + FULL * line.right, middle + 0.09, "o", color="#0072b2", markersize=8)
        axes.plot(
            LEFT + FULL * line.points, middle - 0.13, "D", markersize=7,
            markerfacecolor=style.PAPER, markeredgecolor=style.INK, markeredgewidth=1.5,
        )  # fmt: skip
    return figure


def _signs(figure: Figure, y: float) -> None:
    axes = figure.axes[0]
    axes.plot([0.25, 0.75], [y, y], color="#0072b2", linewidth=2.0)
    axes.plot(0.5, y, "o", color="#0072b2", markersize=8)
    style.write(axes, 0.9, y, "earned all points, with its 95% interval", ha="left")
    axes.plot(
        5.1, y, "D", markersize=7, markerfacecolor=style.PAPER, markeredgecolor=style.INK,
        markeredgewidth=1.5,
    )  # fmt: skip
    style.write(axes, 5.3, y, "average share of the points", ha="left")
