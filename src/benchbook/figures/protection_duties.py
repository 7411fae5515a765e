"""How strongly each protection duty is owed, instrument by instrument."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

MARGIN: Final = 0.3
LABEL: Final = 2.06  # width of the column that names the duty
COLUMN: Final = 1.62
GAP: Final = 0.1
ROW: Final = 0.66
HEADS: Final = ("UN Protocol", "UNTOC", "CETS 197", "Marenia’s Act")
WIDTH: Final = 2 * MARGIN + LABEL + len(HEADS) * (COLUMN + GAP)

# Four looks; the words in each box say the verb, so that the look is only a second sign.
FIRM: Final = style.Look(fill="#d5eee6", edge="#00704f", width=2.6)
LIMITED: Final = style.Look(fill="#dcecf7", edge="#0072b2")
SOFTER: Final = style.Look(fill="#fdebc8", edge="#9a6700", dash="dashed")
POWER: Final = style.Look(fill="#f4f4f4", edge=style.QUIET, dash="dotted", width=1.8)

Cell = tuple[style.Look, str, str] | None
ROWS: Final[tuple[tuple[str, tuple[Cell, Cell, Cell, Cell]], ...]] = (
    (
        "Identify by\ntrained staff",
        (None, None, (FIRM, "shall", "10(1)"), (FIRM, "shall", "s 2")),
    ),
    (
        "Recovery and\nreflection",
        (
            None,
            None,
            (LIMITED, "shall, with limits", "13"),
            (LIMITED, "shall, with limits", "s 6"),
        ),
    ),
    (
        "Housing and help\nto recover",
        (
            (SOFTER, "shall consider", "6(3)"),
            (LIMITED, "shall, with limits", "25(1)"),
            (FIRM, "shall", "12(1)"),
            (FIRM, "shall", "s 3"),
        ),
    ),
    (
        "No link to\ntestimony",
        (None, None, (FIRM, "shall", "12(6)"), (FIRM, "shall not", "s 4")),
    ),
    (
        "Physical safety",
        (
            (SOFTER, "shall endeavour", "6(5)"),
            (LIMITED, "shall, with limits", "24(1), 25(1)"),
            (LIMITED, "shall, with limits", "28(1)"),
            (FIRM, "shall", "s 9"),
        ),
    ),
    (
        "Privacy and identity\nin court",
        (
            (LIMITED, "shall, with limits", "6(1)"),
            (POWER, "may", "24(2)"),
            (LIMITED, "shall, with limits", "30"),
            (POWER, "may", "s 8"),
        ),
    ),
    (
        "Information",
        (
            (LIMITED, "shall, with limits", "6(2)(a)"),
            None,
            (FIRM, "shall", "15(1)"),
            (FIRM, "shall", "s 13"),
        ),
    ),
    (
        "Permit to stay",
        (
            (SOFTER, "shall consider", "7(1)"),
            None,
            (LIMITED, "shall, with limits", "14"),
            (LIMITED, "shall, with limits", "s 7"),
        ),
    ),
    (
        "Special needs\nof children",
        (
            (FIRM, "shall", "6(4)"),
            None,
            (FIRM, "shall", "10(3)-(4)"),
            (FIRM, "shall", "s 12"),
        ),
    ),
    (
        "Compensation",
        (
            (FIRM, "shall: possibility", "6(6)"),
            (FIRM, "shall: procedures", "25(2)"),
            (FIRM, "shall: a right", "15(3)"),
            (LIMITED, "shall, with limits", "s 14"),
        ),
    ),
)
HEAD: Final = 0.5
LEGEND: Final = 1.2
HEIGHT: Final = MARGIN + LEGEND + len(ROWS) * (ROW + GAP) + HEAD + 0.1


def protection_duties() -> Figure:
    """Return the figure: one row a duty, one column an instrument, the verb in each box."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    top = HEIGHT - 0.1 - HEAD / 2
    for number, head in enumerate(HEADS):
        style.write(axes, _middle(number), top, head, fontsize=style.HEAD, weight="bold")
    for number, (duty, cells) in enumerate(ROWS):
        y = HEIGHT - 0.1 - HEAD - (number + 1) * (ROW + GAP) + GAP
        style.write(axes, MARGIN, y + ROW / 2, duty, ha="left", weight="bold")
        for column, cell in enumerate(cells):
            _cell(axes, column, y, cell)
    _legend(axes)
    return figure


def _left(column: int) -> float:
    return MARGIN + LABEL + column * (COLUMN + GAP)


def _middle(column: int) -> float:
    return _left(column) + COLUMN / 2


def _cell(axes: Axes, column: int, y: float, cell: Cell) -> None:
    if cell is None:
        style.write(axes, _middle(column), y + ROW / 2, "none cited here", color=style.QUIET)
        return
    look, verb, place = cell
    style.box(axes, _left(column), y, COLUMN, ROW, look)
    style.write(axes, _middle(column), y + ROW / 2, f"{verb}\n{place}", linespacing=1.25)


def _legend(axes: Axes) -> None:
    """Name the four looks below the table; the words stand in every box as well."""
    axes.plot(
        [MARGIN, WIDTH - MARGIN],
        [LEGEND + 0.12, LEGEND + 0.12],
        color=style.INK,
        linewidth=1.2,
    )
    entries = (
        (FIRM, "shall"),
        (LIMITED, "shall, and the text sets a limit"),
        (SOFTER, "shall consider, or best efforts"),
        (POWER, "may"),
    )
    for number, (look, words) in enumerate(entries):
        x = MARGIN + (number % 2) * 4.3
        y = LEGEND - 0.42 - (number // 2) * 0.46
        style.box(axes, x, y, 0.5, 0.34, look)
        style.write(axes, x + 0.64, y + 0.17, words, ha="left")
