"""Where attempt lies: a short stretch between preparing and the complete offence."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.6
HEIGHT: Final = 4.3
MARGIN: Final = 0.25
GAP: Final = 0.14
LOW: Final = 1.5  # foot of the boxes
TALL: Final = 1.72

Stretch = tuple[float, str, str, style.Look]

# Attempt is drawn narrower than what stands beside it.
STRETCHES: Final[tuple[Stretch, ...]] = (
    (2.5, "Prepares", "a flat, a plan,\nan advertisement\nshown to nobody", style.OUTSIDE),
    (1.75, "Attempts", "a false offer\nsent to a person,\nnot arrived", style.MEANS),
    (2.33, "Complete", "taken on,\nby a means,\nfor the purpose", style.RESULT),
    (2.1, "Exploited", "not required;\nit can be\nevidence", style.EMPTY),
)


def attempt_line() -> Figure:
    """Return the figure: four stretches on one line, and the point that is contested."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    left = MARGIN
    edges: list[tuple[float, float]] = []
    for wide, name, gloss, look in STRETCHES:
        _stretch(axes, left, wide, name, gloss, look)
        edges.append((left, left + wide))
        left += wide + GAP
    _span(axes, edges[0][0], edges[0][1], "no offence\nof trafficking yet")
    _span(axes, edges[1][0], edges[1][1], "s 106")
    _span(axes, edges[2][0], edges[3][1], "s 100: the whole offence")
    _contested(axes, (edges[1][1] + edges[2][0]) / 2)
    return figure


def _stretch(axes: Axes, left: float, wide: float, name: str, gloss: str, look: style.Look) -> None:
    ink = style.PAPER if look is style.RESULT else style.INK
    style.box(axes, left, LOW, wide, TALL, look)
    middle = left + wide / 2
    style.write(
        axes, middle, LOW + TALL - 0.32, name, fontsize=style.HEAD, weight="bold", color=ink
    )
    style.write(axes, middle, LOW + 0.66, gloss, color=ink)


def _span(axes: Axes, left: float, right: float, words: str) -> None:
    """Draw a bracket above the stretches from left to right, with words on it."""
    y = LOW + TALL + 0.16
    axes.plot(
        [left + 0.06, left + 0.06, right - 0.06, right - 0.06],
        [y - 0.08, y, y, y - 0.08],
        color=style.INK,
        linewidth=1.6,
    )
    style.write(axes, (left + right) / 2, y + 0.12, words, va="bottom", weight="bold")


def _contested(axes: Axes, x: float) -> None:
    """Point at the border between attempt and complete, on which two readings differ."""
    axes.annotate(
        "",
        xy=(x, LOW - 0.02),
        xytext=(x, 1.0),
        arrowprops={"arrowstyle": "-|>", "color": style.INK, "linewidth": 1.8},
    )
    words = (
        "Contested: the offer arrives, and the person says no.\nAttempt, or already recruitment?"
    )
    style.write(axes, x, 0.56, words)
