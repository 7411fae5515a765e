"""The recovery and reflection period: what runs, what stands still, and what ends it."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 8.8
HEIGHT: Final = 6.9
MARGIN: Final = 0.3
START: Final = 0.5  # where the grounds are found
GRANT: Final = 1.3  # where the count begins; the text leaves the day open
THIRTY: Final = 5.9  # where day 30 stands
END: Final = WIDTH - MARGIN
LANE: Final = 0.64

PERIOD: Final = style.Look(fill="#dcecf7", edge="#0072b2", width=2.6)
HELP: Final = style.Look(fill="#d5eee6", edge="#00704f")
INQUIRY: Final = style.Look(fill="#fdebc8", edge="#9a6700", dash="dashed")


def reflection_clock() -> Figure:
    """Return the figure: four lanes between the first grounds and what comes after thirty days."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    _posts(axes)
    _lane(axes, 4.3, GRANT, THIRTY, PERIOD, "At least 30 days, no removal (s 6)")
    _purposes(axes)
    _open_lane(axes, 3.04, HELP, "Help, with no link to testimony (ss 3-5)")
    _open_lane(axes, 2.16, HELP, "Trained staff establish the status (s 2)")
    _open_lane(axes, 1.28, INQUIRY, "Your inquiry, on other leads")
    _endings(axes)
    return figure


def _posts(axes: Axes) -> None:
    """Draw the two dates, the count between them and the question that stands apart."""
    for x in (START, THIRTY):
        axes.plot([x, x], [1.2, 5.86], color=style.INK, linewidth=1.8)
    style.write(
        axes,
        START - 0.2,
        6.32,
        "Reasonable grounds:\npresumed victim (s 1)",
        ha="left",
        weight="bold",
    )
    style.write(axes, THIRTY, 6.32, "Day 30:\nthe least, not the most", weight="bold")
    axes.annotate(
        "",
        xy=(THIRTY - 0.04, 5.6),
        xytext=(GRANT, 5.6),
        arrowprops={"arrowstyle": "-|>", "color": style.INK, "linewidth": 2.4},
    )
    style.write(
        axes, (GRANT + THIRTY) / 2, 5.28, "the count: its first day is left to your own rules"
    )
    style.write(
        axes,
        (THIRTY + END) / 2 + 0.06,
        4.7,
        "a question apart: the\npermit to stay (s 7)",
    )


def _lane(axes: Axes, y: float, start: float, end: float, look: style.Look, words: str) -> None:
    style.box(axes, start, y, end - start, LANE, look)
    style.write(axes, start + 0.2, y + LANE / 2, words, ha="left", weight="bold")


def _open_lane(axes: Axes, y: float, look: style.Look, words: str) -> None:
    """Draw a lane that begins with the grounds and goes on after day 30: it ends in an arrow."""
    stop = END - 0.34
    _lane(axes, y, START, stop, look, words)
    axes.annotate(
        "",
        xy=(END + 0.02, y + LANE / 2),
        xytext=(stop - 0.02, y + LANE / 2),
        arrowprops={"arrowstyle": "-|>", "color": look.edge, "linewidth": 2.2},
    )


def _purposes(axes: Axes) -> None:
    style.write(
        axes,
        GRANT + 0.2,
        4.0,
        "to recover  ·  to escape influence  ·  to decide freely",
        ha="left",
    )


def _endings(axes: Axes) -> None:
    """Say what may end the period early, and what may not."""
    axes.plot([MARGIN, END], [1.02, 1.02], color=style.INK, linewidth=1.2)
    half = (END - MARGIN - 0.2) / 2
    style.box(axes, MARGIN, 0.12, half, 0.76, style.OUTSIDE)
    style.write(axes, MARGIN + half / 2, 0.5, "May end it early:\npublic order, an improper claim")
    style.box(axes, MARGIN + half + 0.2, 0.12, half, 0.76, style.EMPTY)
    style.write(
        axes, MARGIN + half * 1.5 + 0.2, 0.5, "Is no ground to end it:\nsilence, or no complaint"
    )
