"""The referral pathway: who acts, what is done, whether agreement is needed, and what travels."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

MARGIN: Final = 0.3
GAP: Final = 0.12
WIDTHS: Final = (2.1, 2.5, 2.35, 3.15)  # step, who, agreement, what travels
HEADS: Final = ("Step", "Who", "Agreement", "What travels")
ROW: Final = 0.98
DOWN: Final = 0.24  # room for the arrow between two steps
HEAD: Final = 0.5
LEGEND: Final = 0.74
WIDTH: Final = 2 * MARGIN + sum(WIDTHS) + 3 * GAP

# The words say it in each box; look and border only repeat them.
FREE: Final = style.Look(fill="#d5eee6", edge="#00704f", width=2.6)
NONE: Final = style.OUTSIDE

ROWS: Final = (
    (
        "First contact",
        "Whoever meets\nthe person",
        (FREE, "needed, to be\nreferred to help"),
        "in danger: place and person;\notherwise nothing yet",
    ),
    (
        "Presumed victim",
        "Police, prosecutor or\nother authority",
        (NONE, "not needed: facts\nare enough"),
        "the concrete facts,\nto trained staff",
    ),
    (
        "Help and time\nto recover",
        "Support authority,\nwith organisations",
        (FREE, "needed, for each\nkind of help"),
        "needs, not the story;\nto immigration: the dates",
    ),
    (
        "Identification",
        "Trained staff, with\norganisations",
        (NONE, "not needed; talking\nis a free choice"),
        "the result and its reasons,\nto those who act on it",
    ),
    (
        "Proceedings",
        "Prosecutor, court,\nsupport person",
        (FREE, "needed, for support\nand for cooperation"),
        "what becomes evidence:\nthe defence sees it too",
    ),
    (
        "Afterwards",
        "Next service, here\nor in the home State",
        (FREE, "for help: needed; return\npreferably voluntary"),
        "what the next service needs;\nto the person: a contact there",
    ),
)
HEIGHT: Final = 0.12 + HEAD + len(ROWS) * ROW + (len(ROWS) - 1) * DOWN + 0.16 + LEGEND


def referral_pathway() -> Figure:
    """Return the figure: six steps from top to bottom, each with who, agreement and information."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    top = HEIGHT - 0.12
    for number, head in enumerate(HEADS):
        middle = _left(number) + WIDTHS[number] / 2
        style.write(axes, middle, top - HEAD / 2, head, fontsize=style.HEAD, weight="bold")
    for number, (step, who, (look, agreement), travels) in enumerate(ROWS):
        y = top - HEAD - (number + 1) * ROW - number * DOWN
        _cell(axes, 0, y, step, style.RESULT, color=style.PAPER, weight="bold")
        _cell(axes, 1, y, who, style.EMPTY)
        _cell(axes, 2, y, agreement, look)
        _cell(axes, 3, y, travels, style.ACT)
        if number:
            _arrow(axes, y + ROW + DOWN, y + ROW)
    _legend(axes)
    return figure


def _left(column: int) -> float:
    return MARGIN + sum(WIDTHS[:column]) + column * GAP


def _cell(axes: Axes, column: int, y: float, words: str, look: style.Look, **more: str) -> None:
    style.box(axes, _left(column), y, WIDTHS[column], ROW, look)
    style.write(axes, _left(column) + WIDTHS[column] / 2, y + ROW / 2, words, **more)


def _arrow(axes: Axes, start: float, end: float) -> None:
    middle = _left(0) + WIDTHS[0] / 2
    axes.annotate(
        "",
        xy=(middle, end),
        xytext=(middle, start),
        arrowprops={"arrowstyle": "-|>", "color": style.INK, "linewidth": 1.8},
    )


def _legend(axes: Axes) -> None:
    """Say below the steps what holds for all of them, and what the two borders mean."""
    for x, look, words in (
        (MARGIN, FREE, "the person decides"),
        (MARGIN + 3.1, NONE, "facts decide"),
    ):
        style.box(axes, x, 0.24, 0.5, 0.34, look)
        style.write(axes, x + 0.64, 0.41, words, ha="left")
    style.write(
        axes,
        WIDTH - MARGIN,
        0.41,
        "Help never depends on testimony.",
        ha="right",
        weight="bold",
    )
