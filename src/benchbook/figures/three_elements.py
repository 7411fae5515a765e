"""How act, means and purpose combine, for an adult and for a child."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 8.6
HEIGHT: Final = 7.0
MARGIN: Final = 0.3
COLUMN: Final = 1.61  # width of every box in a row
GAP: Final = 0.52  # room for the sign between two boxes
ROW: Final = 1.2
BAR: Final = 2.72  # height of the line that nothing passes


def three_elements() -> Figure:
    """Return the figure: two sums, and below them what goes into neither."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    _row(axes, 5.22, "Adult", means=True)
    _row(axes, 3.32, "Child under 18", means=False)
    _bar(axes)
    _agreement(axes)
    _not_elements(axes)
    return figure


def _column(number: int) -> float:
    return MARGIN + number * (COLUMN + GAP)


def _row(axes: Axes, y: float, person: str, *, means: bool) -> None:
    """Draw one sum: the boxes of a row, the signs between them and what they make."""
    style.write(axes, MARGIN, y + ROW + 0.24, person, ha="left", fontsize=style.HEAD, weight="bold")
    _element(axes, 0, y, "Act", "one of five", style.ACT)
    if means:
        _element(axes, 1, y, "Means", "one of eight", style.MEANS)
    else:
        style.box(axes, _column(1), y, COLUMN, ROW, style.EMPTY)
        style.write(axes, _column(1) + COLUMN / 2, y + ROW / 2, "no means\nneeded")
    _element(axes, 2, y, "Purpose", "exploitation,\nintended", style.PURPOSE)
    style.box(axes, _column(3), y, COLUMN, ROW, style.RESULT)
    style.write(
        axes,
        _column(3) + COLUMN / 2,
        y + ROW / 2,
        "Trafficking\nin persons",
        color=style.PAPER,
        fontsize=style.HEAD,
        weight="bold",
    )
    if means:
        _sign(axes, 0.5, y, "and")
        _sign(axes, 1.5, y, "and")
    else:
        _bridge(axes, y)
    _sign(axes, 2.5, y, "=")


def _element(axes: Axes, number: int, y: float, name: str, gloss: str, look: style.Look) -> None:
    middle = _column(number) + COLUMN / 2
    style.box(axes, _column(number), y, COLUMN, ROW, look)
    style.write(
        axes, middle, y + ROW - 0.38, name, va="baseline", fontsize=style.HEAD, weight="bold"
    )
    style.write(axes, middle, y + 0.42, gloss)


def _sign(axes: Axes, between: float, y: float, sign: str) -> None:
    """Write a sign in the gap between two columns: 0.5 is between the first two."""
    x = _column(0) + between * (COLUMN + GAP) + COLUMN / 2
    size = 17.0 if sign == "=" else style.TEXT
    style.write(axes, x, y + ROW / 2, sign, fontsize=size, weight="bold")


def _bridge(axes: Axes, y: float) -> None:
    """Join act and purpose below the empty place of the means."""
    low = y - 0.24
    start, end = _column(0) + COLUMN / 2, _column(2) + COLUMN / 2
    axes.plot(
        [start, start, end, end],
        [y - 0.03, low, low, y - 0.03],
        color=style.INK,
        linewidth=1.8,
        solid_joinstyle="round",
    )
    style.write(
        axes,
        (start + end) / 2,
        low,
        "and",
        weight="bold",
        bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 3.0},
    )


def _bar(axes: Axes) -> None:
    axes.plot([MARGIN, WIDTH - MARGIN], [BAR, BAR], color=style.INK, linewidth=3.2)
    style.write(
        axes, WIDTH - MARGIN, BAR - 0.26, "Nothing below this line goes into the sum.", ha="right"
    )


def _agreement(axes: Axes) -> None:
    """Draw the person's agreement, with an arrow that the bar stops."""
    wide = 3.3
    middle = MARGIN + wide / 2
    axes.annotate(
        "",
        xy=(middle, BAR - 0.02),
        xytext=(middle, 1.96),
        arrowprops={"arrowstyle": "-|>", "color": style.INK, "linewidth": 1.8},
    )
    style.write(axes, middle + 0.2, 2.33, "stops here", ha="left")
    style.box(axes, MARGIN, 0.26, wide, 1.68, style.OUTSIDE)
    style.write(axes, middle, 1.57, "Agreement", va="baseline", fontsize=style.HEAD, weight="bold")
    gloss = (
        "Adult: irrelevant\nonce a means was used.\n"
        "Child: no means needed, so\nnothing for it to answer."
    )
    style.write(axes, middle, 0.87, gloss)


def _not_elements(axes: Axes) -> None:
    left = MARGIN + 3.3 + 0.36
    wide = WIDTH - MARGIN - left
    middle = left + wide / 2
    style.box(axes, left, 0.26, wide, 1.68, style.OUTSIDE)
    style.write(
        axes, middle, 1.57, "Not elements", va="baseline", fontsize=style.HEAD, weight="bold"
    )
    gloss = "movement\na border\nan organised group\nexploitation carried out"
    style.write(axes, middle, 0.87, gloss)
