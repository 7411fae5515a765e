from __future__ import annotations

import pytest

from benchbook.figures.lithuania_counts import exact_interval


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0.0, 3.689),  # published for a count of nothing
        (10, 4.80, 18.39),  # published example
        (25, 16.18, 36.90),  # published example
        (8, 3.45, 15.76),
        (17, 9.90, 27.22),
        (37, 26.05, 51.00),
    ],
)
def test_a_count_has_its_exact_interval(count: int, low: float, high: float) -> None:
    assert exact_interval(count) == pytest.approx((low, high), abs=0.005)
