"""The pages that hold the course together: figures, the course map, the way onward, sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchbook import pages
from benchbook.answers import SheetFile
from benchbook.errors import UsageError
from benchbook.start import prepare

LESSON = "02 Act, means and purpose"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    prepare(tmp_path)
    return tmp_path


def test_a_figure_is_shown_with_its_alternative_text_and_its_words() -> None:
    html = pages.figure_html("definition", "three-elements")
    assert '<img src="data:image/svg+xml;base64,' in html
    assert 'alt="' in html
    assert "The figure in words" in html


def test_a_figure_that_there_is_not_is_told() -> None:
    with pytest.raises(UsageError, match="has no figure “none”"):
        pages.figure_html("definition", "none")


def test_the_course_map_says_what_is_done_and_where_to_go_on(folder: Path) -> None:
    SheetFile(folder / LESSON, "definition").record("belief-local", {"option": "yes"})
    html = pages.contents_html("course", folder)
    assert "1 of " in html
    assert "Graded case:" in html
    assert 'data-benchbook-open="02 Act, means and purpose/definition.ipynb"' in html


def test_a_case_that_is_handed_in_is_not_where_to_go_on(folder: Path) -> None:
    sheet = SheetFile(folder / "cases" / "night-shift", "night-shift")
    sheet.hand_in()
    assert "handed in" in pages.contents_html("course", folder)


def test_the_way_onward_leads_to_the_parts_before_and_after(folder: Path) -> None:
    html = pages.onward_html("open-door", folder / "cases" / "open-door")
    assert "Previous: Act, means and purpose" in html
    assert "Next: The night shift" in html
    assert "Course map" in html


def test_outside_a_learners_folder_there_is_no_way_onward(tmp_path: Path) -> None:
    assert pages.onward_html("definition", tmp_path) == ""


def test_the_sources_say_what_was_not_read_in_the_official_text() -> None:
    html = pages.sources_html("definition")
    assert "id='source-protocol-art-3-b'" in html
    assert "†" in html
    assert "Strength:" in html


def test_an_instrument_that_is_named_as_a_whole_has_its_place_in_the_sources() -> None:
    assert "id='source-cets197'" in pages.sources_html("courtroom")
