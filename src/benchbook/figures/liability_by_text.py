"""What each text asks a State to punish, row by row, with the gaps left empty."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.6
HEIGHT: Final = 9.3
MARGIN: Final = 0.2
LABELS: Final = 1.78  # width of the column of row names
COLUMN: Final = 1.78
GAP: Final = 0.08
ROW: Final = 0.86
TOP: Final = 8.54  # upper edge of the first row

HEADS: Final = ("UN Protocol", "CETS 197", "EU Directive\n2011/36", "Marenia")

SHALL: Final = style.PURPOSE
CONSIDER: Final = style.MEANS
OWN_CODE: Final = style.ACT
NOTHING: Final = style.EMPTY

Cell = tuple[str, style.Look]

ROWS: Final[tuple[tuple[str, tuple[Cell, ...]], ...]] = (
    (
        "Attempt",
        (
            ("shall, with a limit\n5(2)(a)", SHALL),
            ("shall\n21(2)", SHALL),
            ("shall\n3", SHALL),
            ("s 106", OWN_CODE),
        ),
    ),
    (
        "Helping",
        (
            ("shall\n5(2)(b)", SHALL),
            ("shall\n21(1)", SHALL),
            ("shall\n3", SHALL),
            ("s 107", OWN_CODE),
        ),
    ),
    (
        "Organising\nor inciting",
        (
            ("shall: organising\n5(2)(c)", SHALL),
            ("no clause\nof its own", NOTHING),
            ("shall: inciting\n3", SHALL),
            ("s 107", OWN_CODE),
        ),
    ),
    (
        "Companies",
        (
            ("no clause here;\nUNTOC 10", NOTHING),
            ("shall; need not be\ncriminal: 22", SHALL),
            ("shall\n5, 6", SHALL),
            ("s 112", OWN_CODE),
        ),
    ),
    (
        "Documents",
        (
            ("no offence", NOTHING),
            ("shall\n20", SHALL),
            ("no offence", NOTHING),
            ("s 109", OWN_CODE),
        ),
    ),
    (
        "A victim’s\nidentity",
        (
            ("no offence", NOTHING),
            ("no offence", NOTHING),
            ("no offence", NOTHING),
            ("s 111\nits own choice", OWN_CODE),
        ),
    ),
    (
        "Knowing use\nof services",
        (
            ("no offence", NOTHING),
            ("shall consider\n19", CONSIDER),
            ("shall, since 2024\n18a", SHALL),
            ("s 110\nits own choice", OWN_CODE),
        ),
    ),
    (
        "Graver cases",
        (
            ("no list", NOTHING),
            ("shall: four\n24", SHALL),
            ("shall: more\n4(2), 4(3)", SHALL),
            ("s 108", OWN_CODE),
        ),
    ),
)


def liability_by_text() -> Figure:
    """Return the figure: a row for each form of liability, a column for each text."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    for number, words in enumerate(HEADS):
        middle = _column(number) + COLUMN / 2
        style.write(axes, middle, HEIGHT - 0.38, words, fontsize=style.HEAD, weight="bold")
    for number, (name, cells) in enumerate(ROWS):
        _row(axes, TOP - (number + 1) * (ROW + GAP), name, cells)
    _how_to_read(axes)
    return figure


def _column(number: int) -> float:
    return MARGIN + LABELS + number * (COLUMN + GAP)


def _row(axes: Axes, y: float, name: str, cells: tuple[Cell, ...]) -> None:
    style.write(axes, MARGIN, y + ROW / 2, name, ha="left", fontsize=12.0, weight="bold")
    for number, (words, look) in enumerate(cells):
        style.box(axes, _column(number), y, COLUMN, ROW, look)
        style.write(axes, _column(number) + COLUMN / 2, y + ROW / 2, words)


def _how_to_read(axes: Axes) -> None:
    words = (
        "The numbers are articles; “shall” and “consider” speak to the State. "
        "A dashed box: the text asks for\nno offence of this kind. "
        "The Model Law, which does not bind, offers one on identity (Art 16)."
    )
    style.write(axes, MARGIN, 0.5, words, ha="left")
