"""How many persons with an indicator are victims, when few persons are."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.2
HEIGHT: Final = 6.3
HIGH: Final = 0.98  # height of every box
ALL: Final = 1000  # workers in the invented inspection
VICTIMS: Final = 10
HIT: Final = 8  # victims with the indicator
FALSE: Final = 99  # others with the indicator


def base_rate() -> Figure:
    """Return the figure: a tree of whole persons, and the group that the officer meets."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    style.write(
        axes,
        0.25,
        HEIGHT - 0.36,
        "An invented inspection: one indicator, a thousand workers",
        ha="left",
        fontsize=style.HEAD,
        weight="bold",
    )
    others = ALL - VICTIMS
    _person(axes, 3.5, 4.5, 2.2, ALL, "workers", style.EMPTY)
    _person(axes, 1.15, 2.96, 2.2, VICTIMS, "are victims", style.PURPOSE)
    _person(axes, 5.85, 2.96, 2.2, others, "are not", style.OUTSIDE)
    _person(axes, 0.25, 1.42, 1.9, HIT, "with it", style.MEANS)
    _person(axes, 2.35, 1.42, 1.9, VICTIMS - HIT, "without it", style.EMPTY)
    _person(axes, 4.95, 1.42, 1.9, FALSE, "with it", style.MEANS)
    _person(axes, 7.05, 1.42, 1.9, others - FALSE, "without it", style.EMPTY)
    for start, end in (
        ((4.6, 4.5), (2.25, 3.96)),
        ((4.6, 4.5), (6.95, 3.96)),
        ((2.25, 2.96), (1.2, 2.42)),
        ((2.25, 2.96), (3.3, 2.42)),
        ((6.95, 2.96), (5.9, 2.42)),
        ((6.95, 2.96), (8.0, 2.42)),
    ):
        axes.plot([start[0], end[0]], [start[1], end[1]], color=style.INK, linewidth=1.6, zorder=0)
    _result(axes)
    return figure


def _person(
    axes: Axes, x: float, y: float, wide: float, count: int, words: str, look: style.Look
) -> None:
    style.box(axes, x, y, wide, HIGH, look)
    style.write(axes, x + wide / 2, y + 0.64, str(count), fontsize=style.HEAD + 2, weight="bold")
    style.write(axes, x + wide / 2, y + 0.28, words)


def _result(axes: Axes) -> None:
    """Join the two groups that show the indicator, and say what share of them are victims."""
    seen = HIT + FALSE
    style.box(axes, 0.25, 0.2, WIDTH - 0.5, 0.78, style.RESULT)
    words = f"With the indicator: {HIT} + {FALSE} = {seen}. Victims among them: {HIT} of {seen}."
    style.write(axes, WIDTH / 2, 0.59, words, color=style.PAPER, weight="bold")
    for x in (1.2, 5.9):
        axes.annotate(
            "",
            xy=(x, 1.0),
            xytext=(x, 1.42),
            arrowprops={"arrowstyle": "-|>", "color": style.INK, "linewidth": 1.8},
        )
