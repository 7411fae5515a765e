"""What each text asks of States about demand: from leaving the means free to an offence."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.6
HEIGHT: Final = 7.3
MARGIN: Final = 0.25
GAP: Final = 0.12
COLUMN: Final = (WIDTH - 2 * MARGIN - 3 * GAP) / 4
FOOT: Final = 2.62  # where the stairs stand
RISE: Final = 0.62  # how much each step is higher than the one before
LOWEST: Final = 1.72  # height of the lowest step

FREE: Final = style.Look(fill="#f4f4f4", edge=style.QUIET, dash="dotted", width=1.8)
SOFTER: Final = style.Look(fill="#fdebc8", edge="#9a6700", dash="dashed")
FIRM: Final = style.Look(fill="#d5eee6", edge="#00704f", width=2.6)
CHOSEN: Final = style.Look(fill="#dcecf7", edge="#0072b2")

Step = tuple[style.Look, str, str, str]
STEPS: Final[tuple[Step, ...]] = (
    (FREE, "UN Protocol", "not asked", "no article on\nusers; the means\nare left free"),
    (SOFTER, "CETS 197, 19", "shall consider", "use, knowing that\nthe person is\na victim"),
    (FIRM, "Directive, 18a(1)", "shall", "intentional use;\nthe user knows;\nsince July 2024"),
    (CHOSEN, "Marenia, s 110", "an offence", "use in the\nknowledge; chosen\nby the State"),
)
BINDS: Final = ("binds the State", "binds the State", "binds the State", "binds persons")


def demand_steps() -> Figure:
    """Return the figure: four steps towards an offence, on a duty that three texts share."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    style.write(
        axes,
        MARGIN,
        HEIGHT - 0.36,
        "Must using the services of\na victim be an offence?",
        ha="left",
        va="top",
        fontsize=style.HEAD,
        weight="bold",
    )
    style.write(
        axes,
        MARGIN,
        HEIGHT - 1.12,
        "Each step up comes nearer\nto an offence.",
        ha="left",
        va="top",
        fontsize=12.0,
    )
    for number, step in enumerate(STEPS):
        _step(axes, number, step)
    _shared(axes)
    _beside(axes)
    return figure


def _left(number: int) -> float:
    return MARGIN + number * (COLUMN + GAP)


def _step(axes: Axes, number: int, step: Step) -> None:
    """Draw one step: the source, its verb, what it covers, and whom it binds."""
    look, source, verb, words = step
    tall = LOWEST + number * RISE
    middle = _left(number) + COLUMN / 2
    style.box(axes, _left(number), FOOT, COLUMN, tall, look)
    style.write(axes, middle, FOOT + tall - 0.28, source, weight="bold")
    style.write(axes, middle, FOOT + tall - 0.6, verb, fontsize=style.HEAD, weight="bold")
    style.write(axes, middle, FOOT + tall - 1.16, words)
    if number:
        style.write(axes, middle, FOOT + 0.26, BINDS[number], color=style.QUIET)


def _shared(axes: Axes) -> None:
    """Draw the duty that the first three texts share, below their steps."""
    wide = _left(2) + COLUMN - MARGIN
    style.box(axes, MARGIN, 1.16, wide, 1.3, FIRM)
    middle = MARGIN + wide / 2
    style.write(
        axes, middle, 2.16, "shall discourage the demand", fontsize=style.HEAD, weight="bold"
    )
    words = (
        "for all forms of exploitation, by measures of many kinds\n"
        "UN Protocol, 9(5)   ·   CETS 197, 6   ·   Directive, 18(1)"
    )
    style.write(axes, middle, 1.62, words)
    style.box(axes, _left(3), 1.16, COLUMN, 1.3, style.EMPTY)
    style.write(axes, _left(3) + COLUMN / 2, 1.81, "As a Party\nbound by the\nfirst two")


def _beside(axes: Axes) -> None:
    wide = WIDTH - 2 * MARGIN
    style.box(axes, MARGIN, 0.16, wide, 0.84, style.OUTSIDE)
    words = (
        "Not binding: UNODC Model Law, 11 (use of forced labour and services);\n"
        "advice to drafters (“penalise the buyers”)."
    )
    style.write(axes, WIDTH / 2, 0.58, words)
