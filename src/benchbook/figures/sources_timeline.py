"""When each source was adopted, came into force or was decided, from 2000 to 2024.

The dates are those of `assets/law`; `tests/content/test_timeline.py` proves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.9
HEIGHT: Final = 13.0
MARGIN: Final = 0.25
TOP: Final = 11.5  # height of 1 January 2000
YEAR: Final = 0.42  # height of one year
STEP: Final = 0.27  # least distance between two lines of text
LANES: Final = (1.05, 3.95, 7.15)  # where the lines of the three columns stand
TEXT: Final = 0.42  # from a column's line to its words
STAMP: Final = date(2011, 1, 1)

# Texts that bind: name, adopted, in force.
TREATIES: Final[dict[str, tuple[str, date, date | None]]] = {
    "protocol": ("UN Protocol", date(2000, 11, 15), date(2003, 12, 25)),
    "cets197": ("CETS 197", date(2005, 5, 16), date(2008, 2, 1)),
    "eu-2011-36": ("Directive 2011/36", date(2011, 4, 5), date(2011, 4, 15)),
    "eu-2024-1712": ("Directive 2024/1712", date(2024, 6, 13), date(2024, 7, 14)),
}
JUDGMENTS: Final[dict[str, tuple[str, date]]] = {
    "siliadin": ("Siliadin v France", date(2005, 7, 26)),
    "rantsev": ("Rantsev v Cyprus, Russia", date(2010, 1, 7)),
    "m-v-italy": ("M. v Italy, Bulgaria", date(2012, 7, 31)),
    "cn-v-france": ("C.N. and V. v France", date(2012, 10, 11)),
    "cn-v-uk": ("C.N. v UK", date(2012, 11, 13)),
    "le-v-greece": ("L.E. v Greece", date(2016, 1, 21)),
    "j-v-austria": ("J. v Austria", date(2017, 1, 17)),
    "chowdury": ("Chowdury v Greece", date(2017, 3, 30)),
    "sm-v-croatia": ("S.M. v Croatia", date(2020, 6, 25)),
    "vcl-an-v-uk": ("V.C.L. and A.N. v UK", date(2021, 2, 16)),
    "zoletic": ("Zoletic v Azerbaijan", date(2021, 10, 7)),
    "krachunova": ("Krachunova v Bulgaria", date(2023, 11, 28)),
    "tv-v-spain": ("T.V. v Spain", date(2024, 10, 10)),
    "bb-v-slovakia": ("B.B. v Slovakia", date(2024, 10, 24)),
    "fm-v-russia": ("F.M. v Russia", date(2024, 12, 10)),
}
OFFICES: Final[dict[str, tuple[str, date]]] = {
    "ohchr-principles": ("OHCHR Principles", date(2002, 5, 20)),
}
# Sources of which the course knows the year alone.
YEARS_BINDING: Final[dict[str, tuple[str, int]]] = {"p029": ("ILO Protocol", 2014)}
YEARS_ADVISING: Final[dict[str, tuple[str, int]]] = {
    "icmpd-2006": ("ICMPD training", 2006),
    "model-law-2009": ("UNODC Model Law", 2009),
    "model-provisions-2020": ("UNODC Provisions", 2020),
}


def sources_timeline() -> Figure:
    """Return the figure: three columns of sources, years running down, and the stamp of 2011."""
    figure, axes = style.canvas(WIDTH, HEIGHT)
    _years(axes)
    _heads(axes)
    _stamp(axes)
    for name, adopted, in_force in TREATIES.values():
        _treaty(axes, name, adopted, in_force)
    for name, year in YEARS_BINDING.values():
        _whole_year(axes, LANES[0], name, year, style.ACT)
    _judgments(axes)
    for name, day in OFFICES.values():
        _point(axes, LANES[2], _height(day), "D", style.MEANS)
        _label(axes, LANES[2], _height(day), f"{name}, {day.year}")
    for name, year in YEARS_ADVISING.values():
        _whole_year(axes, LANES[2], name, year, style.MEANS)
    _key(axes)
    return figure


def _height(day: date) -> float:
    """Return how high that day stands: time runs down."""
    past = (day - date(day.year, 1, 1)).days / 366
    return TOP - (day.year + past - 2000) * YEAR


def _years(axes: Axes) -> None:
    for year in range(2000, 2026, 5):
        y = _height(date(year, 1, 1))
        axes.plot(
            [MARGIN + 0.52, WIDTH - MARGIN], [y, y], color="#cfcfcf", linewidth=1.0, zorder=0.5
        )
        style.write(axes, MARGIN, y, str(year), ha="left", weight="bold")
    low = _height(date(2025, 1, 1)) - 0.2
    for lane in LANES:
        axes.plot([lane, lane], [low, TOP + 0.1], color=style.INK, linewidth=1.4, zorder=0.6)


def _heads(axes: Axes) -> None:
    heads = ("It binds States", "Court judgments", "It advises")
    glosses = (
        "treaties, EU law",
        "European Court of\nHuman Rights",
        "principles, models,\ntraining",
    )
    for lane, head, gloss in zip(LANES, heads, glosses, strict=True):
        x = lane - 0.12
        style.write(
            axes, x, TOP + 1.08, head, ha="left", fontsize=style.HEAD, weight="bold", va="top"
        )
        style.write(axes, x, TOP + 0.78, gloss, ha="left", va="top")


def _stamp(axes: Axes) -> None:
    """Draw the line of the month that two pages of advice are stamped with."""
    y = _height(STAMP)
    axes.plot(
        [MARGIN + 0.52, WIDTH - MARGIN],
        [y, y],
        color=style.INK,
        linewidth=2.2,
        linestyle=(0, (6, 3)),
    )
    words = "January 2011, stamped on\nthe advice to drafters.\nAll below is later."
    style.write(axes, LANES[2] + 0.2, y - 0.12, words, ha="left", va="top", weight="bold")


def _point(axes: Axes, x: float, y: float, marker: str, look: style.Look) -> None:
    axes.plot(
        [x],
        [y],
        marker=marker,
        markersize=9.5,
        markerfacecolor=look.fill,
        markeredgecolor=look.edge,
        markeredgewidth=2.0,
    )


def _label(axes: Axes, lane: float, y: float, words: str, *, more: str = "") -> None:
    # White behind the words, so that no line of a year runs through them.
    clear = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1.0}
    weight = "bold" if more else "normal"
    style.write(axes, lane + TEXT, y, words, ha="left", weight=weight, bbox=clear)
    if more:
        style.write(axes, lane + TEXT, y - STEP * 0.85, more, ha="left", bbox=clear)


def _treaty(axes: Axes, name: str, adopted: date, in_force: date | None) -> None:
    """Draw a text from its adoption (open square) to its entry into force (full square)."""
    start = _height(adopted)
    end = start if in_force is None else _height(in_force)
    axes.plot([LANES[0]] * 2, [start, end], color=style.ACT.edge, linewidth=6.0, alpha=0.45)
    _point(axes, LANES[0], start, "s", style.Look(fill=style.PAPER, edge=style.ACT.edge))
    if in_force and start - end > STEP:
        _point(axes, LANES[0], end, "s", style.Look(fill=style.ACT.edge, edge=style.ACT.edge))
        _label(axes, LANES[0], start, name, more=f"adopted {_day(adopted)}")
        _label(axes, LANES[0], end, f"in force {_day(in_force)}")
    elif in_force:
        _point(axes, LANES[0], end, "s", style.Look(fill=style.ACT.edge, edge=style.ACT.edge))
        low = start - 0.1
        _label(axes, LANES[0], low, name, more=f"in force {_day(in_force)}")


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _whole_year(axes: Axes, lane: float, name: str, year: int, look: style.Look) -> None:
    """Draw a source whose day is not known as a bar over its year."""
    high, low = _height(date(year, 1, 1)), _height(date(year, 12, 31))
    style.box(axes, lane - 0.13, low, 0.26, high - low, look)
    _label(axes, lane, (high + low) / 2, f"{name}, {year}")


def _judgments(axes: Axes) -> None:
    """Draw the judgments; words that would collide are moved apart and tied to their day."""
    days = [_height(day) for _, day in JUDGMENTS.values()]
    for (name, day), y, at in zip(JUDGMENTS.values(), days, _apart(days), strict=True):
        axes.plot(
            [LANES[1], LANES[1] + 0.2, LANES[1] + TEXT - 0.05],
            [y, at, at],
            color=style.QUIET,
            linewidth=1.0,
        )
        _point(axes, LANES[1], y, "o", style.PURPOSE)
        _label(axes, LANES[1], at, f"{name}, {day.year}")


def _apart(heights: Sequence[float]) -> list[float]:
    """Return the heights moved so that neighbours, given from high to low, do not collide.

    A crowd is spread about its own middle, so that no label drifts far from its day.
    """
    crowds: list[list[float]] = []
    for height in heights:
        crowds.append([height])
        while len(crowds) > 1 and _low(crowds[-2]) - _high(crowds[-1]) < STEP:
            last = crowds.pop()
            crowds[-1] += last
    return [_high(crowd) - STEP * i for crowd in crowds for i in range(len(crowd))]


def _high(crowd: Sequence[float]) -> float:
    return sum(crowd) / len(crowd) + STEP * (len(crowd) - 1) / 2


def _low(crowd: Sequence[float]) -> float:
    return _high(crowd) - STEP * (len(crowd) - 1)


def _key(axes: Axes) -> None:
    words = (
        "Open square: adopted. Full square: in force.  "
        "A bar over a year: the course knows the year alone."
    )
    style.write(axes, MARGIN, 0.22, words, ha="left")
