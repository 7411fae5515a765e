"""Special measures in court: each with the need it answers and what the defence keeps."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.6
HEIGHT: Final = 8.5
MARGIN: Final = 0.25
GAP: Final = 0.34  # room for the arrow between two boxes
TALL: Final = 0.94
STEP: Final = 1.08  # from the foot of one row to the foot of the next
WIDTHS: Final = (2.95, 2.1, 3.37)
HEADS: Final = (
    "A need, shown by a fact",
    "The measure",
    "What the defence keeps",
)
ROWS: Final = (
    (
        "cannot speak while\nseeing the accused",
        "Screen",
        "bench and both counsel see the\nwitness; the accused hears all",
    ),
    (
        "the same room puts\nsafety or speech at risk",
        "Video link",
        "live questions, documents shown;\nthe accused confers with counsel",
    ),
    (
        "needs a steady presence\nin order to speak",
        "Support person",
        "this person is in view, silent,\nand not a witness",
    ),
    (
        "exposure: press, gallery,\npeople at home",
        "Name kept from\nthe public",
        "it knows the name and can\nmake its inquiries",
    ),
    (
        "one topic of\nprivate life",
        "Hearing closed\nin part",
        "accused and counsel stay; the\ntopic is tested in full",
    ),
    (
        "a child’s best interests;\nfew interviews",
        "Recorded\ninterview",
        "the whole recording, early; its\nquestions put by the interviewer",
    ),
)


def measure_matrix() -> Figure:
    """Return the figure: six rows from need through measure to safeguard, and a bar below."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    for number, words in enumerate(HEADS):
        middle = _left(number) + WIDTHS[number] / 2
        style.write(
            axes, middle, HEIGHT - 0.38, words, va="baseline", fontsize=style.HEAD, weight="bold"
        )
    for number, row in enumerate(ROWS):
        _row(axes, HEIGHT - 0.62 - TALL - number * STEP, row)
    _bar(axes)
    return figure


def _left(number: int) -> float:
    return MARGIN + sum(WIDTHS[:number]) + number * GAP


def _row(axes: Axes, y: float, row: tuple[str, str, str]) -> None:
    """Draw one measure between its need and its safeguard, joined by arrows."""
    looks = (style.MEANS, style.ACT, style.PURPOSE)
    for number, (words, look) in enumerate(zip(row, looks, strict=True)):
        style.box(axes, _left(number), y, WIDTHS[number], TALL, look)
        middle = _left(number) + WIDTHS[number] / 2
        weight = "bold" if number == 1 else "normal"
        style.write(axes, middle, y + TALL / 2, words, weight=weight)
    _arrow(axes, 0, y)
    style.write(axes, _left(2) - GAP / 2, y + TALL / 2, "+", fontsize=17.0, weight="bold")


def _arrow(axes: Axes, number: int, y: float) -> None:
    start = _left(number) + WIDTHS[number]
    axes.annotate(
        "",
        xy=(start + GAP - 0.02, y + TALL / 2),
        xytext=(start + 0.02, y + TALL / 2),
        arrowprops={"arrowstyle": "-|>", "color": style.INK, "linewidth": 1.8},
    )


def _bar(axes: Axes) -> None:
    """Draw what holds for every row."""
    style.box(axes, MARGIN, 0.16, WIDTH - 2 * MARGIN, 1.04, style.RESULT)
    words = (
        "For every row: the label “victim” is no need, and a measure is no evidence.\n"
        "Of measures that meet the need, take the lightest, and write down the reasons."
    )
    style.write(axes, WIDTH / 2, 0.68, words, color=style.PAPER, weight="bold")
