"""Numbers as a reader of the report says them."""

from __future__ import annotations

from math import ceil, floor

from .tally import Share


def percent(part: float) -> str:
    """Return a share as a reader says it."""
    return f"{100 * part:.0f}%"


def interval(share: Share) -> str:
    """Return the interval of a share, as “32% to 81%”."""
    low, high = share.interval
    return f"{percent(low)} to {percent(high)}"


def points(value: float) -> str:
    """Return points with one decimal at most."""
    return f"{round(value, 1):g}"


def minus(text: str) -> str:
    """Return a number with a minus that a reader does not take for a hyphen, and no minus zero."""
    if text.startswith("-") and float(text) == 0:
        text = text[1:]
    return text.replace("-", "−")


def tenths(value: float) -> str:
    """Return a number with one decimal."""
    return minus(f"{value:.1f}")


def hundredths(value: float) -> str:
    """Return a number with two decimals."""
    return minus(f"{value:.2f}")


def span(low_high: tuple[float, float]) -> str:
    """Return an interval of numbers of items, as “−0.4 to 2.1”."""
    return " to ".join(tenths(value) for value in low_high)


def halves(value: float) -> str:
    """Return a number to the nearest half."""
    return minus(f"{round(2 * value) / 2:g}")


def span_in_halves(low_high: tuple[float, float]) -> str:
    """Return an interval widened to halves."""
    return " to ".join(
        minus(f"{f(2 * v) / 2:g}") for f, v in zip((floor, ceil), low_high, strict=True)
    )
