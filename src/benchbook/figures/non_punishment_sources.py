"""What each source says on not punishing victims: the stronger its words, the less it binds."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.6
HEIGHT: Final = 8.2
MARGIN: Final = 0.25
COLUMN: Final = 1.72  # width of every box
GAP: Final = 0.125
STRENGTHS: Final = (
    "Silent",
    "Consider",
    "Possibility\nof no penalty",
    "Authorities\nentitled",
    "Not to be\npunished",
)
TALL: Final = 1.22  # height of one box
BINDS: Final = 2.86  # foot of the row of sources that bind
FREE: Final = 1.14  # foot of the row of sources that do not


def non_punishment_sources() -> Figure:
    """Return the figure: a row that binds, a row that does not, and a judgment below both."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    _heads(axes)
    _band(axes, BINDS + 3 * TALL + 0.34, "It binds")
    _band(axes, FREE + TALL + 0.1, "It does not bind")
    top = BINDS + 2 * (TALL + 0.12)
    _source(axes, 0, top, "UN Protocol", "no clause", style.MEANS)
    _source(axes, 1, top, "ASEAN 14(7)", "acts directly\nrelated", style.MEANS)
    _source(axes, 2, top, "CETS 197, 26", "to the extent\ncompelled", style.ACT)
    _source(axes, 3, top, "EU 2011/36, 8", "compelled, direct\nconsequence", style.PURPOSE)
    _source(
        axes,
        3,
        top - TALL - 0.12,
        "ILO 2014, 4(2)",
        "only victims of\nforced labour",
        style.PURPOSE,
    )
    _source(axes, 3, BINDS, "Marenia, s 130", "to the extent\ncompelled", style.PURPOSE)
    _empty(axes, top)
    _how_to_read(axes)
    _model_law(axes)
    _source(axes, 4, FREE, "OHCHR 7", "no penalty;\ndirect\nconsequence", style.OUTSIDE)
    _judgment(axes)
    return figure


def _column(number: int) -> float:
    return MARGIN + number * (COLUMN + GAP)


def _heads(axes: Axes) -> None:
    """Write the five strengths over an arrow from weak words to strong ones."""
    for number, words in enumerate(STRENGTHS):
        middle = _column(number) + COLUMN / 2
        style.write(axes, middle, HEIGHT - 0.34, words, fontsize=12.0, weight="bold")
    axes.annotate(
        "",
        xy=(WIDTH - MARGIN, HEIGHT - 0.74),
        xytext=(MARGIN, HEIGHT - 0.74),
        arrowprops={"arrowstyle": "-|>", "color": style.INK, "linewidth": 1.8},
    )


def _band(axes: Axes, y: float, words: str) -> None:
    style.write(axes, MARGIN, y, words, ha="left", va="bottom", fontsize=style.HEAD, weight="bold")


def _source(axes: Axes, number: int, y: float, name: str, gloss: str, look: style.Look) -> None:
    middle = _column(number) + COLUMN / 2
    style.box(axes, _column(number), y, COLUMN, TALL, look)
    style.write(axes, middle, y + TALL - 0.3, name, weight="bold")
    style.write(axes, middle, y + (TALL - 0.36) / 2, gloss)


def _empty(axes: Axes, top: float) -> None:
    """Draw the place that no binding source of the lesson fills."""
    style.box(axes, _column(4), BINDS, COLUMN, top + TALL - BINDS, style.EMPTY)
    words = "none of\nthe binding\ntexts here"
    style.write(axes, _column(4) + COLUMN / 2, (BINDS + top + TALL) / 2, words)


def _how_to_read(axes: Axes) -> None:
    words = (
        "Along the arrow\nthe words grow stronger.\n\n"
        "The strongest words stand\nwhere nothing binds.\n\n"
        "“Entitled” means the authority,\nnot the victim."
    )
    style.write(axes, _column(0), BINDS + TALL, words, ha="left", fontsize=12.0)


def _model_law(axes: Axes) -> None:
    """Draw the model clause across the scale: a legislature chooses how strong to make it."""
    wide = _column(3) + COLUMN - _column(1)
    style.box(axes, _column(1), FREE, wide, TALL, style.OUTSIDE)
    middle = _column(1) + wide / 2
    style.write(axes, middle, FREE + TALL - 0.3, "Model Law, 10", weight="bold")
    words = "an article on non-liability, offered to\nlegislators, who choose its strength"
    style.write(axes, middle, FREE + (TALL - 0.36) / 2, words)


def _judgment(axes: Axes) -> None:
    wide = WIDTH - 2 * MARGIN
    style.box(axes, MARGIN, 0.14, wide, 0.84, style.RESULT)
    words = (
        "Judgment, V.C.L. and A.N. v the United Kingdom: no general ban;\n"
        "on credible suspicion, assess first and decide afterwards."
    )
    style.write(axes, WIDTH / 2, 0.56, words, color=style.PAPER, weight="bold")
