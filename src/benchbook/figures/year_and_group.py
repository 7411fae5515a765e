"""Why dividing a year's convictions by its prosecutions follows no group of accused."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.2
HEIGHT: Final = 8.0
LEFT: Final = 0.9  # where the first year begins
YEAR: Final = 1.62  # width of one year
YEARS: Final = (2010, 2011, 2012, 2013)
END: Final = LEFT + len(YEARS) * YEAR  # the last day of the last year
TOP: Final = 6.55  # height of the first line
ROW: Final = 0.34
FOOT: Final = 0.25

# Ten invented accused: the moment of the prosecution, the moment of the judgment, and its result.
LIVES: Final = (
    (2010.2, 2011.15, "convicted"),
    (2010.6, 2011.4, "convicted"),
    (2011.1, 2011.85, "convicted"),
    (2011.3, 2012.3, "convicted"),
    (2011.45, 2012.7, "acquitted"),
    (2011.6, 2013.2, "convicted"),
    (2011.75, 2013.45, "convicted"),
    (2012.2, 2013.3, "convicted"),
    (2012.5, 2013.75, "convicted"),
    (2012.7, 2014.0, "open"),
)


def year_and_group() -> Figure:
    """Return the figure: ten lines from prosecution to judgment, and two ways of dividing."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    style.write(
        axes,
        FOOT,
        HEIGHT - 0.36,
        "Ten invented accused, from prosecution to judgment",
        ha="left",
        fontsize=style.HEAD,
        weight="bold",
    )
    _years(axes)
    for number, (start, end, result) in enumerate(LIVES):
        _life(axes, TOP - number * ROW, number + 1, start, end, result)
    _legend(axes)
    _ratios(axes)
    return figure


def _x(moment: float) -> float:
    return LEFT + (moment - YEARS[0]) * YEAR


def _years(axes: Axes) -> None:
    """Draw the columns of the four years; the two that are divided are shaded."""
    low, high = TOP - len(LIVES) * ROW + 0.1, TOP + 0.3
    for year, look in zip(YEARS, (style.EMPTY, style.ACT, style.PURPOSE, style.EMPTY), strict=True):
        axes.fill_between([_x(year), _x(year + 1)], low, high, color=look.fill, zorder=0)
        style.write(axes, _x(year + 0.5), high + 0.2, str(year), weight="bold")
    for year in (*YEARS, YEARS[-1] + 1):
        axes.plot([_x(year)] * 2, [low, high], color=style.QUIET, linewidth=1.0, zorder=1)


def _life(axes: Axes, y: float, number: int, start: float, end: float, result: str) -> None:
    style.write(axes, LEFT - 0.2, y, str(number), ha="right")
    dash = "dotted" if result == "open" else "solid"
    axes.plot([_x(start), _x(end)], [y, y], color=style.INK, linewidth=1.8, linestyle=dash)
    _mark(axes, _x(start), y, "prosecuted")
    _mark(axes, _x(end), y, result)


def _mark(axes: Axes, x: float, y: float, what: str) -> None:
    marker, fill = {
        "prosecuted": ("o", style.PAPER),
        "convicted": ("s", style.INK),
        "acquitted": ("D", style.PAPER),
        "open": (">", style.PAPER),
    }[what]
    axes.plot(
        [x],
        [y],
        marker=marker,
        markersize=8.5,
        color=fill,
        markeredgecolor=style.INK,
        markeredgewidth=1.8,
        zorder=3,
    )


def _legend(axes: Axes) -> None:
    for number, (what, words) in enumerate(
        (
            ("prosecuted", "prosecuted"),
            ("convicted", "convicted"),
            ("acquitted", "acquitted"),
            ("open", "still open"),
        )
    ):
        y = TOP - 0.2 - number * 0.5
        _mark(axes, END + 0.42, y, what)
        style.write(axes, END + 0.66, y, words, ha="left")


def _ratios(axes: Axes) -> None:
    """Draw the four sums: the ratio of each year, and what became of each group."""
    wide = (WIDTH - 3 * FOOT) / 2
    for column, (year, ratio, group, look) in enumerate(
        (
            (
                2011,
                "3 convicted in 2011 (1, 2, 3)\nover 5 prosecuted in 2011: 60 %",
                "Of the 5 prosecuted in 2011 (3 to 7):\n4 convicted, 1 acquitted",
                style.ACT,
            ),
            (
                2012,
                "1 convicted in 2012 (4)\nover 3 prosecuted in 2012: 33 %",
                "Of the 3 prosecuted in 2012 (8 to 10):\n2 convicted, 1 still open",
                style.PURPOSE,
            ),
        )
    ):
        x = FOOT + column * (wide + FOOT)
        for y, head, words, kind in (
            (1.6, f"Ratio of the year {year}", ratio, look),
            (0.22, f"The group of {year}", group, style.EMPTY),
        ):
            style.box(axes, x, y, wide, 1.24, kind)
            style.write(axes, x + wide / 2, y + 0.98, head, weight="bold")
            style.write(axes, x + wide / 2, y + 0.45, words)
