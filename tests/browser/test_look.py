"""How the page looks and reads: accessibility, narrow windows, dark theme, no outside request."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from .learner import CASE, LESSON, PAGE, Learner

pytestmark = pytest.mark.long

PAGES = pytest.mark.parametrize("path", ["start.ipynb", LESSON, CASE])
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OURS = [f"{PAGE} .jp-WindowedPanel-viewport", f"{PAGE} .benchbook-message"]


def violations(learner: Learner) -> list[str]:
    """Return what axe-core finds in our own output, as sentences."""
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": RULES}}
    found = Axe().run(learner.page, context={"include": [[one] for one in OURS]}, options=options)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


@PAGES
def test_axe_finds_no_violation(learner: Learner, path: str) -> None:
    learner.open(path)
    assert violations(learner) == []


@PAGES
def test_axe_finds_no_violation_in_the_dark_theme(learner: Learner, path: str) -> None:
    page = learner.open(path)
    page.locator(".lm-MenuBar-itemLabel", has_text="Display").click()
    page.locator(".lm-Menu-itemLabel", has_text="Dark").first.click()
    page.wait_for_selector("body[data-jp-theme-light=false]", state="attached")
    try:
        page.wait_for_timeout(1000)
        assert violations(learner) == []
    finally:
        page.locator(".lm-MenuBar-itemLabel", has_text="Display").click()
        page.locator(".lm-Menu-itemLabel", has_text="Light").first.click()
        page.wait_for_selector("body[data-jp-theme-light=true]", state="attached")


@PAGES
def test_a_window_400_pixels_wide_needs_no_sideways_scrolling(learner: Learner, path: str) -> None:
    learner.page.set_viewport_size({"width": 400, "height": 800})
    page = learner.open(path)
    assert not page.locator(".jp-FileBrowser").is_visible()
    assert learner.sideways() == []


@PAGES
def test_a_page_at_200_percent_needs_no_sideways_scrolling(learner: Learner, path: str) -> None:
    # A window of 1280 pixels at 200 % is laid out as one of 640.
    learner.page.set_viewport_size({"width": 640, "height": 450})
    learner.open(path)
    assert learner.sideways() == []


def test_the_list_of_files_folds_and_unfolds_with_the_window(learner: Learner) -> None:
    page = learner.open(LESSON)
    files = page.locator(".jp-FileBrowser")
    assert files.is_visible()
    page.set_viewport_size({"width": 500, "height": 800})
    files.wait_for(state="hidden")
    page.set_viewport_size({"width": 1280, "height": 800})
    files.wait_for(state="visible")


@PAGES
def test_with_every_outside_request_refused_nothing_is_asked_for(
    learner: Learner, path: str
) -> None:
    learner.open(path)
    learner.page.wait_for_timeout(1000)
    assert learner.outside == []
