"""From the offender's money to the victim: four routes, and what binds on each."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 10.2
HEIGHT: Final = 8.0
MARGIN: Final = 0.25
COLUMN: Final = 2.26  # width of every route
GAP: Final = 0.22
FOOT: Final = 1.78  # lower edge of the routes
TALL: Final = 4.0  # height of a route
TOP: Final = 6.7  # lower edge of the bar on top
BAR: Final = 1.08
LINE: Final = 0.205  # height of one line of a source

# Each route: its name, who pays, and its sources with what each asks.
Source = tuple[str, str]
Route = tuple[str, str, tuple[Source, ...], style.Look]
ROUTES: Final[tuple[Route, ...]] = (
    (
        "Restitution",
        "The thing itself\ncomes back",
        (
            ("UN Convention, 25(2)", "shall: procedures\nthat give access"),
            ("Marenia’s Act", "no word of its own"),
        ),
        style.ACT,
    ),
    (
        "Award",
        "The offender pays\nfor the loss",
        (
            ("UN Protocol, 6(6)", "shall: a possibility"),
            ("CETS 197, 15(3)", "shall: a right, in law"),
            ("Krachunova", "shall: a way to claim\nlost earnings"),
            ("Marenia, s 14", "the court shall decide"),
        ),
        style.MEANS,
    ),
    (
        "Confiscation",
        "The offender loses\nthe proceeds",
        (
            ("CETS 197, 23(3)", "shall: be possible;\nwho gets it: not said"),
            ("Marenia, s 113", "the court shall;\nvictims’ claims first"),
        ),
        style.PURPOSE,
    ),
    (
        "Fund or scheme",
        "The public pays",
        (
            ("CETS 197, 15(4)", "shall, by internal law:\na guarantee, perhaps\na fund"),
            ("EU 2011/36, 17", "shall: existing schemes\nmay: a national fund"),
            ("Marenia’s Act", "names none"),
        ),
        style.OUTSIDE,
    ),
)


def money_routes() -> Figure:
    """Return the figure: four columns between what the offender has and the victim."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    _victim(axes)
    _offender(axes)
    for number, (name, gloss, sources, look) in enumerate(ROUTES):
        _route(axes, number, name, gloss, sources, look)
        _arrow(axes, _middle(number), FOOT - 0.04, 1.13, dashed=number > 1)
        _arrow(axes, _middle(number), TOP - 0.03, FOOT + TALL + 0.03)
    style.write(axes, _middle(2) + 0.12, 1.44, "if the law says so", ha="left")
    _to_the_fund(axes)
    return figure


def _left(number: int) -> float:
    return MARGIN + number * (COLUMN + GAP)


def _middle(number: int) -> float:
    return _left(number) + COLUMN / 2


def _victim(axes: Axes) -> None:
    height = 0.84
    style.box(axes, MARGIN, 0.25, WIDTH - 2 * MARGIN, height, style.RESULT)
    style.write(
        axes,
        WIDTH / 2,
        0.25 + height / 2,
        "The victim",
        color=style.PAPER,
        fontsize=style.HEAD,
        weight="bold",
    )


def _offender(axes: Axes) -> None:
    wide = _left(2) + COLUMN - MARGIN
    style.box(axes, MARGIN, TOP, wide, BAR, style.RESULT)
    style.write(
        axes,
        MARGIN + wide / 2,
        TOP + 0.72,
        "What the offender took, has and gained",
        color=style.PAPER,
        fontsize=style.HEAD,
        weight="bold",
    )
    style.write(
        axes,
        MARGIN + wide / 2,
        TOP + 0.33,
        "Trace and freeze early (UN Convention 12(2): shall), or nothing flows.",
        color=style.PAPER,
    )
    style.box(axes, _left(3), TOP, COLUMN, BAR, style.EMPTY)
    style.write(axes, _middle(3), TOP + BAR / 2, "Public money")


def _route(
    axes: Axes, number: int, name: str, gloss: str, sources: tuple[Source, ...], look: style.Look
) -> None:
    style.box(axes, _left(number), FOOT, COLUMN, TALL, look)
    middle, y = _middle(number), FOOT + TALL
    style.write(axes, middle, y - 0.27, name, fontsize=style.HEAD, weight="bold")
    style.write(axes, middle, y - 0.72, gloss, style="italic")
    y -= 1.12
    for source, words in sources:
        style.write(axes, middle, y, source, va="top", weight="bold")
        style.write(axes, middle, y - LINE - 0.02, words, va="top", linespacing=1.2)
        y -= LINE * (2 + words.count("\n")) + 0.19


def _arrow(axes: Axes, x: float, start: float, end: float, *, dashed: bool = False) -> None:
    axes.annotate(
        "",
        xy=(x, end),
        xytext=(x, start),
        arrowprops={
            "arrowstyle": "-|>",
            "color": style.INK,
            "linewidth": 1.8,
            "linestyle": "dashed" if dashed else "solid",
        },
    )


def _to_the_fund(axes: Axes) -> None:
    """Draw the one way across: confiscated assets can finance a fund."""
    y = FOOT + TALL + 0.45
    axes.annotate(
        "",
        xy=(_middle(3) - 0.35, FOOT + TALL + 0.03),
        xytext=(_left(2) + COLUMN - 0.35, FOOT + TALL + 0.03),
        arrowprops={
            "arrowstyle": "-|>",
            "color": style.INK,
            "linewidth": 1.6,
            "linestyle": "dashed",
            "connectionstyle": "arc3,rad=-0.45",
        },
    )
    style.write(axes, _left(2) + COLUMN + 0.06, y + 0.14, "can finance", fontsize=style.TEXT)
