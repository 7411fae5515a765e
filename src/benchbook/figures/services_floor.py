"""The floor of help for every victim, and what CETS 197 adds for some."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 8.8
HEIGHT: Final = 8.5
MARGIN: Final = 0.3
GAP: Final = 0.14
INNER: Final = WIDTH - 2 * MARGIN

FLOOR: Final = style.Look(fill="#d5eee6", edge="#00704f", width=2.6)
ADDED: Final = style.Look(fill="#dcecf7", edge="#0072b2")

# Each level's lower edge and height, from the foundation up.
FOUNDATION: Final = (0.3, 1.0)
GROUND: Final = (1.44, 2.72)
STEPS: Final = (4.3, 2.0)
MORE: Final = (6.44, 0.76)

STEP_WIDTH: Final = 3.5
LEFT: Final = (WIDTH - 2 * STEP_WIDTH - GAP) / 2

ITEMS: Final = (
    "safe housing, psychological and material help",
    "emergency medical care",
    "interpretation",
    "counselling and information on rights",
    "help in proceedings",
    "schooling for children",
)


def services_floor() -> Figure:
    """Return the figure: one wide floor, two steps on it, and what is true of every level."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    style.write(
        axes,
        WIDTH / 2,
        HEIGHT - 0.4,
        "What CETS 197, Article 12, asks of the State",
        fontsize=style.HEAD,
        weight="bold",
    )
    style.write(
        axes,
        WIDTH / 2,
        HEIGHT - 0.8,
        "UN Protocol, 6(3): a similar list, but “shall consider”; no status named",
        color=style.QUIET,
    )
    _foundation(axes)
    _ground(axes)
    _step(
        axes,
        LEFT,
        "Lawfully resident,\nwithout means, in need",
        "shall provide medical\nor other help",
        "12(3)",
    )
    _step(
        axes,
        LEFT + STEP_WIDTH + GAP,
        "Lawfully resident",
        "shall adopt rules on access to\nwork, training and education",
        "12(4)",
    )
    _more(axes)
    return figure


def _foundation(axes: Axes) -> None:
    low, high = FOUNDATION
    style.box(axes, MARGIN, low, INNER, high, style.RESULT)
    style.write(
        axes,
        WIDTH / 2,
        low + high / 2,
        "At every level: never for testimony, 12(6);\n"
        "by agreement and informed, with regard to special needs, 12(7)",
        color=style.PAPER,
        weight="bold",
    )


def _ground(axes: Axes) -> None:
    low, high = GROUND
    style.box(axes, MARGIN, low, INNER, high, FLOOR)
    style.write(
        axes,
        WIDTH / 2,
        low + high - 0.36,
        "The floor: every victim, whatever the status",
        fontsize=style.HEAD,
        weight="bold",
    )
    style.write(
        axes,
        WIDTH / 2,
        low + high - 0.76,
        "shall give at least, from reasonable grounds: 12(1)-(2), 10(2), 13(2)",
    )
    for number, item in enumerate(ITEMS):
        column, row = divmod(number, 3)
        x = (MARGIN + 0.35, MARGIN + 4.75)[column]
        style.write(axes, x, low + high - 1.26 - row * 0.38, f"• {item}", ha="left")
    style.write(
        axes, WIDTH / 2, low + 0.26, "Marenia’s Act, s 3: a list like it", color=style.QUIET
    )


def _step(axes: Axes, x: float, who: str, what: str, place: str) -> None:
    low, high = STEPS
    style.box(axes, x, low, STEP_WIDTH, high, ADDED)
    middle = x + STEP_WIDTH / 2
    style.write(axes, middle, low + high - 0.48, who, weight="bold")
    style.write(axes, middle, low + 0.82, what)
    style.write(axes, middle, low + 0.26, place)


def _more(axes: Axes) -> None:
    low, high = MORE
    style.box(axes, LEFT, low, 2 * STEP_WIDTH + GAP, high, style.EMPTY)
    style.write(axes, WIDTH / 2, low + high / 2, "“At least”: a State may give more")
