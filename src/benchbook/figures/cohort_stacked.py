"""Rows cut into parts of a whole, each part with its number; what the key takes has a heavy border."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from matplotlib.figure import Figure

from benchbook.figures import style

WIDTH: Final = 9.2
LEFT: Final = 3.0
FULL: Final = 6.0
ROW: Final = 0.58
# Pale fills with a pattern each, so that parts differ in grey print too.
FILLS: Final = (
    ("#d5eee6", ""),
    ("#fdebc8", ".."),
    ("#dcecf7", "//"),
    ("#e9e2f0", "xx"),
    ("#ffffff", ""),
)


@dataclass(frozen=True)
class Parts:
    """A row: its label, the count of each part in order, and what the key says of a part."""

    label: str
    counts: tuple[int, ...]
    key: Mapping[int, str] = field(default_factory=dict)


def cohort_stacked(names: Sequence[str], rows: Sequence[Parts]) -> Figure:
    """Return the rows on top of each other, with the `names` of the parts above them."""
    tall = ROW * len(rows) + 0.75
    figure, axes = style.canvas(WIDTH, tall)
    _names(figure, names, tall - 0.28)
    for n, row in enumerate(rows):
        middle = tall - 0.85 - ROW * n
        label = "\n".join(textwrap.wrap(row.label, 34, max_lines=2, placeholder=" …"))
        style.write(axes, LEFT - 0.12, middle, label, ha="right", linespacing=1.1)
        _row(figure, row, middle)
    return figure


def _row(figure: Figure, row: Parts, middle: float) -> None:
    axes, whole, x = figure.axes[0], sum(row.counts) or 1, LEFT
    for part, count in enumerate(row.counts):
        wide = FULL * count / whole
        if not count:
            continue
        fill, hatch = FILLS[part % len(FILLS)]
        is_key = part in row.key
        axes.barh(
            middle,
            wide,
            height=0.34,
            left=x,
            facecolor=fill,
            edgecolor=style.INK if is_key else style.QUIET,
            linewidth=3.0 if is_key else 0.8,
            hatch=hatch,
            zorder=2 if is_key else 1,
        )
        said = f"{count} {row.key[part]}" if is_key and wide > 0.8 else str(count)
        plate = {"boxstyle": "round,pad=0.12", "facecolor": style.PAPER, "edgecolor": "none"}
        weight = "bold" if is_key else "normal"
        style.write(axes, x + wide / 2, middle, said, weight=weight, bbox=plate, zorder=3)
        x += wide


def _names(figure: Figure, names: Sequence[str], y: float) -> None:
    """Write what each fill stands for, in one line over the rows."""
    axes, x = figure.axes[0], 0.15
    for part, name in enumerate(names):
        fill, hatch = FILLS[part % len(FILLS)]
        axes.barh(
            y, 0.3, height=0.2, left=x, facecolor=fill, edgecolor=style.QUIET, linewidth=0.8,
            hatch=hatch,
        )  # fmt: skip
        style.write(axes, x + 0.38, y, name, ha="left")
        x += 0.62 + 0.098 * len(name)
