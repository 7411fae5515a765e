"""One look for every figure of the course.

A figure is read on screen, in grey print and by colour-blind readers. So colour never says anything
alone: every box carries words, kinds that differ in sense differ in their border too, fills are
pale enough for dark text, and no text is smaller than `TEXT`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

# DejaVu Sans comes with matplotlib, so a figure is the same on every machine.
FONT: Final = "DejaVu Sans"
TEXT: Final = 11.0
HEAD: Final = 13.0

INK: Final = "#1a1a1a"  # 17:1 on white
QUIET: Final = "#4a4a4a"  # 8.9:1 on white
PAPER: Final = "#ffffff"


@dataclass(frozen=True)
class Look:
    """How one kind of box is drawn; two kinds differ in more than their colour."""

    fill: str
    edge: str
    dash: str = "solid"
    width: float = 1.6
    hatch: str | None = None


# Hues after Okabe and Ito, paled for the fill and darkened for the edge.
ACT: Final = Look(fill="#dcecf7", edge="#0072b2")
MEANS: Final = Look(fill="#fdebc8", edge="#9a6700")
PURPOSE: Final = Look(fill="#d5eee6", edge="#00704f")
RESULT: Final = Look(fill="#23364a", edge="#23364a")
EMPTY: Final = Look(fill=PAPER, edge=QUIET, dash="dashed", width=1.4)
OUTSIDE: Final = Look(fill="#f4f4f4", edge=QUIET, dash="dotted", width=1.4)


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """Return a white figure of that size in inches, and bare axes measured in those inches."""
    figure = Figure(figsize=(width, height), facecolor=PAPER)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    return figure, axes


def box(axes: Axes, x: float, y: float, width: float, height: float, look: Look) -> None:
    """Draw one rounded box with its lower left corner at x, y."""
    corner = 0.09
    axes.add_patch(
        FancyBboxPatch(
            (x + corner, y + corner),
            width - 2 * corner,
            height - 2 * corner,
            boxstyle=f"round,pad={corner}",
            facecolor=look.fill,
            edgecolor=look.edge,
            linestyle=look.dash,
            linewidth=look.width,
            hatch=look.hatch,
        )
    )


def write(axes: Axes, x: float, y: float, words: str, **more: Any) -> None:
    """Write words centred at x, y in the course's type; `more` is passed to matplotlib."""
    wanted: dict[str, Any] = {
        "ha": "center",
        "va": "center",
        "color": INK,
        "fontsize": TEXT,
        "linespacing": 1.35,
    }
    axes.text(x, y, words, family=FONT, **{**wanted, **more})
