"""For each thing measured: the share that had it right before, and after, joined by a line."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.2
LEFT: Final = 3.9
FULL: Final = 4.9
ROW: Final = 0.42
HEAD: Final = 0.5
BLUE: Final = "#0072b2"


@dataclass(frozen=True)
class Step:
    """One thing measured: its label, and the shares right before and after."""

    label: str
    before: float
    after: float


def cohort_gain(parts: Mapping[str, Sequence[Step]]) -> Figure:
    """Return one row for each step, under the name of its part.

    Before is a hollow square and after a full dot. Where fewer were right after, the line is dashed.
    """
    tall = 1.05 + sum(HEAD + ROW * len(steps) for steps in parts.values())
    figure, axes = style.canvas(WIDTH, tall)
    bottom, top = 0.45, tall - 0.55
    for tenth in range(0, 11, 2):
        x = LEFT + FULL * tenth / 10
        axes.plot([x, x], [bottom, top], color="#cccccc", linewidth=0.8, zorder=0)
        style.write(axes, x, bottom - 0.2, f"{tenth * 10}%")
    _signs(axes, tall - 0.27)
    for name, steps in parts.items():
        style.write(axes, LEFT - 0.2, top - HEAD / 2, name, ha="right", weight="bold")
        top -= HEAD
        for step in steps:
            _step(axes, step, top - ROW / 2)
            top -= ROW
    return figure


def _step(axes: Axes, step: Step, middle: float) -> None:
    label = "\n".join(textwrap.wrap(step.label, 46, max_lines=2, placeholder=" …"))
    style.write(axes, LEFT - 0.2, middle, label, ha="right", linespacing=1.0)
    fell = step.after < step.before
    ends = [LEFT + FULL * step.before, LEFT + FULL * step.after]
    axes.plot(
        ends, [middle] * 2, color=style.INK if fell else BLUE, linewidth=2.0,
        linestyle=(0, (2, 1.5)) if fell else "solid",
    )  # fmt: skip
    _before(axes, ends[0], middle)
    axes.plot(ends[1], middle, "o", color=BLUE, markersize=8)


def _before(axes: Axes, x: float, y: float) -> None:
    axes.plot(
        x, y, "s", markersize=10, markerfacecolor=style.PAPER, markeredgecolor=style.INK,
        markeredgewidth=1.5,
    )  # fmt: skip


def _signs(axes: Axes, y: float) -> None:
    _before(axes, 1.1, y)
    style.write(axes, 1.35, y, "right before", ha="left")
    axes.plot(3.1, y, "o", color=BLUE, markersize=8)
    style.write(axes, 3.35, y, "right after", ha="left")
    axes.plot([5.0, 5.6], [y, y], color=style.INK, linewidth=2.0, linestyle=(0, (2, 1.5)))
    style.write(axes, 5.75, y, "fewer were right after", ha="left")
