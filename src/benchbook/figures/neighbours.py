"""Smuggling, trafficking and a labour violation side by side, and how one becomes another."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.6
HEIGHT: Final = 8.7
MARGIN: Final = 0.22
HEADS: Final = 1.5  # width of the column of row heads
COLUMN: Final = 2.5  # width of each of the three columns
GAP: Final = 0.05
TOP: Final = 7.8  # foot of the column heads
ROW: Final = 0.82
BAND: Final = 1.54  # top of the band under the table

COLUMNS: Final = (
    ("Smuggling\nof migrants", style.ACT),
    ("Trafficking\nin persons", style.PURPOSE),
    ("Serious breach of\nlabour standards", style.MEANS),
)
ROWS: Final = (
    (
        "What is done",
        "illegal entry\nis procured",
        "one of five acts\nwith a person",
        "work clearly below\nthe legal minimum",
    ),
    ("A border", "needed", "not needed", "not needed"),
    ("A means", "not needed", "needed for an adult,\nnot for a child", "not needed"),
    (
        "Agreement",
        "usual",
        "irrelevant once\na means was used",
        "no part of\nthe offence",
    ),
    (
        "The gain",
        "from the entry:\nan element",
        "from exploitation:\nno element",
        "from cheap work:\nno element",
    ),
    (
        "Exploitation",
        "no part of it,\nbut can aggravate",
        "the aim; need not\nhave happened",
        "bad conditions exist;\nno menace needed",
    ),
    ("In Marenia", "section 121", "section 100", "section 122"),
)
TURNS: Final = (
    ("From the start", "the crossing is\nthe recruitment"),
    ("The fare", "becomes\na chain"),
    ("Handed over", "somebody else\ntakes control"),
    ("Found here", "irregular stay is\nused to hold"),
)


def neighbours() -> Figure:
    """Return the figure: a table of three offences, and a band with the turns between them."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    for number, (name, look) in enumerate(COLUMNS):
        style.box(axes, _column(number), TOP, COLUMN, 0.76, look)
        style.write(
            axes,
            _column(number) + COLUMN / 2,
            TOP + 0.38,
            name,
            fontsize=style.HEAD,
            weight="bold",
        )
    for number, row in enumerate(ROWS):
        _row(axes, TOP - (number + 1) * ROW, *row)
    _turns(axes)
    return figure


def _column(number: int) -> float:
    return MARGIN + HEADS + GAP + number * (COLUMN + GAP)


def _row(axes: Axes, y: float, head: str, *cells: str) -> None:
    """Write one row: its head, and a box for each offence."""
    style.write(axes, MARGIN, y + ROW / 2, head, ha="left", weight="bold")
    for number, words in enumerate(cells):
        style.box(axes, _column(number), y + 0.05, COLUMN, ROW - 0.1, COLUMNS[number][1])
        style.write(axes, _column(number) + COLUMN / 2, y + ROW / 2, words)


def _turns(axes: Axes) -> None:
    """Draw the band that runs under all three: one person can pass from one to another."""
    wide = WIDTH - 2 * MARGIN
    words = "The same person can pass from one to the other: four turns into trafficking"
    style.write(
        axes, MARGIN, BAND + 0.06, words, ha="left", va="bottom", fontsize=style.HEAD, weight="bold"
    )
    each = (wide - 3 * 0.12) / len(TURNS)
    for number, (name, gloss) in enumerate(TURNS):
        x = MARGIN + number * (each + 0.12)
        style.box(axes, x, 0.16, each, 1.28, style.OUTSIDE)
        style.write(axes, x + each / 2, 1.12, name, weight="bold")
        style.write(axes, x + each / 2, 0.6, gloss)
