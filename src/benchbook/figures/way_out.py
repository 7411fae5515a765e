"""Which ways out leave a person vulnerable under “and” and under “or”, and what is asked next."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 8.6
HEIGHT: Final = 7.1
MARGIN: Final = 0.3
FIRST: Final = 4.0  # width of the column with the ways out
COLUMN: Final = 1.86  # width of each column of answers
GAP: Final = 0.14
ROW: Final = 0.84
TOP: Final = 5.78  # upper edge of the first row

ROWS: Final = (
    ("Real and acceptable", "Her sister’s flat, a bus ride away.", False, False),
    ("Real, but not acceptable", "Back to the man she fled.", True, False),
    ("Acceptable, but not real", "A job, for people with a permit.", True, False),
    ("Neither", "Nothing is open to her.", True, True),
)


def way_out() -> Figure:
    """Return the figure: four ways out, two wordings, and the question that follows both."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    _heads(axes)
    for number, (name, example, by_and, by_or) in enumerate(ROWS):
        y = TOP - (number + 1) * ROW - number * GAP
        _way(axes, y, name, example)
        _answer(axes, 0, y, vulnerable=by_and)
        _answer(axes, 1, y, vulnerable=by_or)
    _second_question(axes)
    return figure


def _left(column: int) -> float:
    return MARGIN + FIRST + GAP + column * (COLUMN + GAP)


def _heads(axes: Axes) -> None:
    y = TOP + 0.66
    style.write(
        axes,
        MARGIN,
        y,
        "The best way out she had,\nread by the words alone",
        ha="left",
        fontsize=style.HEAD,
        weight="bold",
    )
    for column, (words, source) in enumerate(
        (
            ("“no real and\nacceptable”", "UN note, Marenia"),
            ("“no real or\nacceptable”", "EU Directive"),
        )
    ):
        middle = _left(column) + COLUMN / 2
        style.write(axes, middle, y + 0.1, words, fontsize=style.HEAD, weight="bold")
        style.write(axes, middle, TOP + 0.2, source)


def _way(axes: Axes, y: float, name: str, example: str) -> None:
    style.box(axes, MARGIN, y, FIRST, ROW, style.EMPTY)
    style.write(axes, MARGIN + 0.2, y + ROW - 0.27, name, ha="left", weight="bold")
    style.write(axes, MARGIN + 0.2, y + 0.26, example, ha="left")


def _answer(axes: Axes, column: int, y: float, *, vulnerable: bool) -> None:
    look = style.MEANS if vulnerable else style.OUTSIDE
    style.box(axes, _left(column), y, COLUMN, ROW, look)
    words = "vulnerable" if vulnerable else "not vulnerable"
    weight = "bold" if vulnerable else "normal"
    style.write(axes, _left(column) + COLUMN / 2, y + ROW / 2, words, weight=weight)


def _second_question(axes: Axes) -> None:
    """Draw what follows under either wording: the abuse, and only then the means."""
    end = TOP - len(ROWS) * ROW - (len(ROWS) - 1) * GAP
    low, high, wide = 0.3, 0.94, 5.5
    arrow = _left(0) + COLUMN / 2
    axes.annotate(
        "",
        xy=(arrow, low + high + 0.02),
        xytext=(arrow, end - 0.06),
        arrowprops={"arrowstyle": "-|>", "color": style.INK, "linewidth": 1.8},
    )
    style.write(
        axes,
        arrow - 0.2,
        (end + low + high) / 2,
        "if vulnerable, under either wording",
        ha="right",
    )
    style.box(axes, MARGIN, low, wide, high, style.MEANS)
    style.write(
        axes,
        MARGIN + wide / 2,
        low + high / 2,
        "Did the accused abuse the position\nto make her submit?",
        fontsize=style.HEAD,
        weight="bold",
    )
    style.write(axes, MARGIN + wide + 0.35, low + high / 2, "if yes", weight="bold")
    left = MARGIN + wide + 0.7
    style.box(axes, left, low, WIDTH - MARGIN - left, high, style.RESULT)
    style.write(
        axes,
        (left + WIDTH - MARGIN) / 2,
        low + high / 2,
        "The means",
        color=style.PAPER,
        fontsize=style.HEAD,
        weight="bold",
    )
