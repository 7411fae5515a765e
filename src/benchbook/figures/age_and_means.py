"""What follows from the age and the means, once act and purpose are proved."""

from __future__ import annotations

from typing import Final, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 8.6
HEIGHT: Final = 6.72
MARGIN: Final = 0.25
LABEL: Final = 1.62  # width of the words to the left of a row
GAP: Final = 0.14
COLUMN: Final = (WIDTH - 2 * MARGIN - LABEL - 3 * GAP) / 3
ROW: Final = 1.0
TOP: Final = 4.74  # lower edge of the first row
BAR: Final = 1.06  # height of the line that agreement does not pass

Verdict = Literal["made out", "not enough evidence", "not made out"]

# The two open verdicts differ from each other in border and filling, not in colour alone.
LOOKS: Final[dict[Verdict, style.Look]] = {
    "made out": style.RESULT,
    "not enough evidence": style.Look(fill=style.MEANS.fill, edge=style.MEANS.edge, dash="dashed"),
    "not made out": style.EMPTY,
}
AGES: Final = ("Under 18", "Age open", "18 or over")
ROWS: Final[tuple[tuple[str, tuple[Verdict, Verdict, Verdict]], ...]] = (
    ("A means\nis proved", ("made out", "made out", "made out")),
    ("The means\nis open", ("made out", "not enough evidence", "not enough evidence")),
    ("No means\nwas used", ("made out", "not enough evidence", "not made out")),
)
PROTECTION: Final = ("as a child", "as a child,\nuntil settled", "as an adult")


def age_and_means() -> Figure:
    """Return the figure: nine boxes, the protection below them, and agreement outside."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    _heads(axes)
    for number, (label, verdicts) in enumerate(ROWS):
        _row(axes, TOP - number * (ROW + GAP), label, verdicts)
    _protection(axes)
    _agreement(axes)
    return figure


def _left(column: int) -> float:
    return MARGIN + LABEL + GAP + column * (COLUMN + GAP)


def _heads(axes: Axes) -> None:
    style.write(axes, MARGIN, 6.46, "Act and purpose are proved in every box.", ha="left")
    for column, age in enumerate(AGES):
        middle = _left(column) + COLUMN / 2
        style.write(
            axes, middle, TOP + ROW + 0.16, age, va="baseline", fontsize=style.HEAD, weight="bold"
        )


def _row(axes: Axes, y: float, label: str, verdicts: tuple[Verdict, Verdict, Verdict]) -> None:
    style.write(axes, MARGIN, y + ROW / 2, label, ha="left", weight="bold")
    for column, verdict in enumerate(verdicts):
        x = _left(column)
        style.box(axes, x, y, COLUMN, ROW, LOOKS[verdict])
        ink = style.PAPER if verdict == "made out" else style.INK
        words = verdict.replace("enough ", "enough\n").capitalize()
        # a proved means carries the count, but the age still has to be proved to aggravate
        aside = column == 1 and verdict == "made out"
        middle = y + ROW / 2 + (0.2 if aside else 0.0)
        style.write(axes, x + COLUMN / 2, middle, words, color=ink, weight="bold")
        if aside:
            style.write(
                axes, x + COLUMN / 2, y + 0.27, "not aggravated by age", color=ink, weight="normal"
            )


def _protection(axes: Axes) -> None:
    y = 1.34
    style.write(
        axes, MARGIN, y + 0.36, "Protection of a\npresumed\nvictim", ha="left", weight="bold"
    )
    for column, how in enumerate(PROTECTION):
        style.box(axes, _left(column), y, COLUMN, 0.74, style.PURPOSE)
        style.write(axes, _left(column) + COLUMN / 2, y + 0.37, how)


def _agreement(axes: Axes) -> None:
    axes.plot([MARGIN, WIDTH - MARGIN], [BAR, BAR], color=style.INK, linewidth=3.2)
    style.box(axes, MARGIN, 0.2, WIDTH - 2 * MARGIN, 0.66, style.OUTSIDE)
    style.write(
        axes,
        WIDTH / 2,
        0.53,
        "Agreement stays outside: yes or no, it changes none of the nine boxes.",
    )
