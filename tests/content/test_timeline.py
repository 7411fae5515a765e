"""The timeline is drawn from dates of its own, because a figure reads no files; they are the law's."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from benchbook.casebook.contents import read_library
from benchbook.figures import sources_timeline as timeline

REGISTRY = read_library(Path(__file__).resolve().parents[2]).registry


def test_texts_that_bind_stand_on_their_days() -> None:
    for name, (_, adopted, in_force) in timeline.TREATIES.items():
        instrument = REGISTRY.instrument(name)
        assert (instrument.adopted, instrument.in_force) == (adopted, in_force), name


def test_judgments_and_principles_stand_on_their_days() -> None:
    for name, (_, day) in {**timeline.JUDGMENTS, **timeline.OFFICES}.items():
        assert REGISTRY.instrument(name).adopted == day, name


def test_a_source_without_a_known_day_stands_in_the_year_of_its_title() -> None:
    for name, (_, year) in {**timeline.YEARS_BINDING, **timeline.YEARS_ADVISING}.items():
        instrument = REGISTRY.instrument(name)
        assert instrument.adopted is None, name
        assert str(year) in f"{instrument.title} {instrument.citation}", name


def test_labels_that_would_collide_are_moved_apart_and_stay_in_order() -> None:
    heights = timeline._apart([9.0, 5.1, 5.05, 5.0, 1.0])
    assert heights[0] == 9.0
    assert all(a - b >= timeline.STEP - 1e-9 for a, b in pairwise(heights))
