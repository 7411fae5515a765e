"""Bars of shares, the right answer told by word, border and fill, not by colour alone."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.2
LEFT: Final = 4.5  # where the bars begin
FULL: Final = 3.2  # length of a bar of everybody
LINE: Final = 0.21  # height of a line of a label
SIGNS: Final = 52  # signs in a line of a label
BOLD_SIGNS: Final = 44
LOOKS: Final = {
    "right": style.Look(fill="#0072b2", edge="#0072b2"),
    "accepted": style.Look(fill="#dcecf7", edge="#0072b2", dash="dashed"),
    "plain": style.Look(fill="#dcecf7", edge="#0072b2"),
    "wrong": style.Look(fill="#f4f4f4", edge=style.QUIET, hatch="////"),
}


@dataclass(frozen=True)
class Bar:
    """One bar: its label, `count` of `of`, its look, and a word on it such as “right”."""

    label: str
    count: int
    of: int
    look: str = "wrong"
    word: str = ""
    low: float | None = None
    high: float | None = None


def cohort_bars(bars: Sequence[Bar]) -> Figure:
    """Return the bars, first one on top, each with its count and share, and its interval if given."""
    labels = [_wrapped(bar) for bar in bars]
    heights = [max(0.5, LINE * len(lines) + 0.2) for lines in labels]
    tall = sum(heights) + 0.1
    figure, axes = style.canvas(WIDTH, tall)
    top = tall - 0.05
    axes.plot([LEFT, LEFT], [0.05, top], color=style.QUIET, linewidth=1.0)
    for bar, lines, height in zip(bars, labels, heights, strict=True):
        middle = top - height / 2
        bold = {"weight": "bold"} if bar.look == "right" else {}
        style.write(
            axes, LEFT - 0.12, middle, "\n".join(lines), ha="right", linespacing=1.15, **bold
        )
        _bar(figure, bar, middle)
        top -= height
    return figure


def _bar(figure: Figure, bar: Bar, middle: float) -> None:
    axes, look = figure.axes[0], LOOKS[bar.look]
    share = bar.count / bar.of if bar.of else 0.0
    axes.barh(
        middle,
        FULL * share,
        height=0.26,
        left=LEFT,
        facecolor=look.fill,
        edgecolor=look.edge,
        linestyle=look.dash,
        linewidth=1.2,
        hatch=look.hatch,
    )
    end = FULL * share
    if bar.low is not None and bar.high is not None:
        low, high = LEFT + FULL * bar.low, LEFT + FULL * bar.high
        axes.plot([low, high], [middle, middle], color=style.INK, linewidth=1.4)
        for x in (low, high):
            axes.plot([x, x], [middle - 0.07, middle + 0.07], color=style.INK, linewidth=1.4)
        end = max(end, FULL * bar.high)
    told = f"{bar.count} of {bar.of}" + (f"  {bar.word}" if bar.word else "")
    weight = "bold" if bar.look == "right" else "normal"
    style.write(axes, LEFT + end + 0.1, middle, told, ha="left", weight=weight)


def _wrapped(bar: Bar) -> list[str]:
    """Return the label in three lines at most; the page's table has it whole."""
    signs = BOLD_SIGNS if bar.look == "right" else SIGNS
    return textwrap.wrap(bar.label, signs, max_lines=3, placeholder=" …") or [""]
