"""Four small counts from Lithuania, each with the range that chance alone would leave open."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.0
HEIGHT: Final = 6.6
LEFT: Final = 2.75  # where the scale begins
RIGHT: Final = 7.3  # where it ends
MOST: Final = 60  # the last number of the scale
TOP: Final = 4.85  # height of the first row
ROW: Final = 0.72
GROUP: Final = 0.42  # more room between the two kinds of count
TAIL: Final = 0.025  # the probability left out on either side of a 95 % interval

ROWS: Final = (
    ("Prosecuted 2011", 37, "o", style.ACT),
    ("Prosecuted 2012", 25, "o", style.ACT),
    ("Convicted 2011", 17, "s", style.MEANS),
    ("Convicted 2012", 8, "s", style.MEANS),
)


def lithuania_counts() -> Figure:
    """Return the figure: two counts of persons prosecuted and two of persons convicted."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    _heads(axes)
    _scale(axes)
    for number, (name, count, marker, look) in enumerate(ROWS):
        y = TOP - number * ROW - (GROUP if number > 1 else 0.0)
        _count(axes, y, name, count, marker, look)
    _other_restatement(axes)
    _how_to_read(axes)
    return figure


def exact_interval(count: int) -> tuple[float, float]:
    """Return the exact 95 % interval for the mean of a Poisson distribution, from one count.

    The method is Garwood's (Biometrika, 1936). Its lower limit is the mean under which `count`
    or more would come with probability 2.5 %; its upper limit the mean under which `count` or
    fewer would. Many books write the same limits with the quantiles of chi-squared; here they are
    found by halving, so that no statistics library is needed. For 25 the published example is
    16.18 to 36.90.
    """
    far = 4.0 * count + 10.0
    if count == 0:
        return 0.0, _first(lambda mean: _at_most(0, mean) < TAIL, far)
    low = _first(lambda mean: 1.0 - _at_most(count - 1, mean) > TAIL, far)
    return low, _first(lambda mean: _at_most(count, mean) < TAIL, far)


def _at_most(count: int, mean: float) -> float:
    """Return the Poisson probability of `count` or fewer."""
    return sum(math.exp(n * math.log(mean) - mean - math.lgamma(n + 1)) for n in range(count + 1))


def _first(holds: Callable[[float], bool], high: float) -> float:
    """Return the smallest mean from which on `holds` is true, by halving the way to `high`."""
    low = 0.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _x(count: float) -> float:
    return LEFT + count / MOST * (RIGHT - LEFT)


def _heads(axes: Axes) -> None:
    style.write(
        axes,
        0.25,
        HEIGHT - 0.42,
        "Lithuania: persons, as restated from two yearly reports",
        ha="left",
        fontsize=style.HEAD,
        weight="bold",
    )
    style.write(axes, 0.25, HEIGHT - 0.84, "Mark: the count. Line: exact 95 % range.", ha="left")
    style.write(axes, RIGHT + 0.3, TOP + 0.42, "count (range)", ha="left", weight="bold")


def _scale(axes: Axes) -> None:
    """Draw the scale, with a thin line upwards at every ten."""
    foot = TOP - 3 * ROW - GROUP - 0.5
    axes.plot([LEFT, RIGHT], [foot, foot], color=style.INK, linewidth=1.4)
    for count in range(0, MOST + 1, 10):
        axes.plot([_x(count)] * 2, [foot, TOP + 0.3], color="#d0d0d0", linewidth=0.9, zorder=0)
        style.write(axes, _x(count), foot - 0.2, str(count))


def _count(axes: Axes, y: float, name: str, count: int, marker: str, look: style.Look) -> None:
    low, high = exact_interval(count)
    style.write(axes, LEFT - 0.25, y, name, ha="right", weight="bold")
    axes.plot([_x(low), _x(high)], [y, y], color=look.edge, linewidth=3.0, solid_capstyle="butt")
    for end in (low, high):
        axes.plot([_x(end)] * 2, [y - 0.13, y + 0.13], color=look.edge, linewidth=2.2)
    axes.plot(
        [_x(count)],
        [y],
        marker=marker,
        markersize=12,
        color=look.fill,
        markeredgecolor=look.edge,
        markeredgewidth=2.2,
    )
    words = f"{count} ({low:.0f} to {high:.0f})"
    style.write(axes, RIGHT + 0.3, y, words, ha="left", weight="bold")


def _other_restatement(axes: Axes) -> None:
    """Mark the count that another restatement of the same report gives."""
    y = TOP - ROW
    axes.plot([_x(26)] * 2, [y - 0.34, y - 0.16], color=style.INK, linewidth=1.4)
    style.write(axes, _x(26) + 0.1, y - 0.34, "26 in another restatement", ha="left")


def _how_to_read(axes: Axes) -> None:
    style.box(axes, 0.25, 0.2, WIDTH - 0.5, 0.98, style.OUTSIDE)
    words = (
        "The ranges of each pair overlap: chance alone could account for either fall.\n"
        "That is no proof that nothing changed; and no range allows for a wrong count."
    )
    style.write(axes, WIDTH / 2, 0.69, words)
