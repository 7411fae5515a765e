"""The path of a matter: the decision at each stage, its standard, and what follows without it."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

MARGIN: Final = 0.3
STAGE: Final = 1.9  # width of the column that names the stage
WIDTHS: Final = (2.5, 2.5, 2.1)
GAP: Final = 0.12
ROW: Final = 0.86
BETWEEN: Final = 0.16
HEAD: Final = 0.62
HEADS: Final = ("What is decided", "Standard in Marenia", "If it is not reached")
ROWS: Final = (
    (
        "First measures",
        "Who could be a victim?\nWhat is secured?",
        "reasonable grounds\n(Code, s 5; Act, s 1)",
        "ask further",
    ),
    (
        "Charge",
        "Whom, which count,\nwhich alternative?",
        "realistic prospect\n(Code, s 6)",
        "no charge, or find\nwhat is missing",
    ),
    (
        "Plea of\nnon-punishment",
        "Is it heard?\nWhich acts were compelled?",
        "credible suspicion (s 131);\nact by act (s 130, see s 9)",
        "a penalty; the history\ncan mitigate",
    ),
    (
        "Special\nmeasures",
        "Which need, which measure,\nwhich safeguard?",
        "necessary\n(Act, s 10)",
        "the ordinary way\nof hearing",
    ),
    (
        "Verdict",
        "Each count, each accused,\neach element",
        "sure\n(Code, s 7)",
        "not guilty; then the\nalternative count",
    ),
    (
        "Sentence",
        "What aggravates?\nWhat mitigates?",
        "sure; more likely\nthan not (Code, s 9)",
        "left out",
    ),
    (
        "Compensation",
        "Which loss, how much?",
        "none named; here more\nlikely than not (Act, s 14)",
        "that item refused,\nwith reasons",
    ),
    (
        "Stay and\nreturn",
        "On which ground?\nIs it safe?",
        "one of two grounds (Act, s 7);\nregard to safety (s 15)",
        "look at the\nother ground",
    ),
)
WIDTH: Final = 2 * MARGIN + STAGE + sum(WIDTHS) + len(WIDTHS) * GAP
HEIGHT: Final = 2 * MARGIN + HEAD + len(ROWS) * ROW + (len(ROWS) - 1) * BETWEEN

LOOKS: Final = (style.ACT, style.MEANS, style.OUTSIDE)


def matter_path() -> Figure:
    """Return the figure: eight stages from the first papers to stay and return."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    top = HEIGHT - MARGIN - HEAD
    for column, head in enumerate(HEADS):
        middle = _left(column) + WIDTHS[column] / 2
        style.write(axes, middle, top + HEAD / 2, head, fontsize=style.HEAD, weight="bold")
    for number, row in enumerate(ROWS):
        y = top - (number + 1) * ROW - number * BETWEEN
        _stage(axes, y, row[0], last=number == len(ROWS) - 1)
        for column, words in enumerate(row[1:]):
            style.box(axes, _left(column), y, WIDTHS[column], ROW, LOOKS[column])
            style.write(axes, _left(column) + WIDTHS[column] / 2, y + ROW / 2, words)
    return figure


def _left(column: int) -> float:
    return MARGIN + STAGE + GAP + sum(WIDTHS[:column]) + column * GAP


def _stage(axes: Axes, y: float, name: str, *, last: bool) -> None:
    """Draw the stage's name, and the arrow that leads to the next."""
    style.box(axes, MARGIN, y, STAGE, ROW, style.RESULT)
    style.write(
        axes,
        MARGIN + STAGE / 2,
        y + ROW / 2,
        name,
        color=style.PAPER,
        fontsize=style.HEAD,
        weight="bold",
    )
    if not last:
        axes.annotate(
            "",
            xy=(MARGIN + STAGE / 2, y - BETWEEN - 0.01),
            xytext=(MARGIN + STAGE / 2, y),
            arrowprops={"arrowstyle": "-|>", "color": style.INK, "linewidth": 1.8},
        )
