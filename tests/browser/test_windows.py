"""Closing, and the same page in two windows: nobody is ever asked to save."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .learner import CASE, LESSON, PAGE, Learner

pytestmark = pytest.mark.long


def close(page: Page) -> None:
    """Close a window as a person does: the page is asked first."""
    with page.expect_event("close", timeout=10_000):
        page.close(run_before_unload=True)


def test_closing_the_page_raises_no_dialog(learner: Learner) -> None:
    page = learner.open(LESSON)
    page.locator(f"{PAGE} [data-question] input").first.check()
    expect(page.locator(f"{PAGE} [data-question]").first).to_contain_text("Saved")
    close(page)
    assert learner.dialogs == []


def test_going_to_another_page_and_back_raises_no_dialog(learner: Learner) -> None:
    page = learner.open(LESSON)
    page.locator(f"{PAGE} [data-question] input").first.check()
    page.locator(f"{PAGE} a[data-benchbook-open$='start.ipynb']").first.click()
    page.wait_for_selector(
        f"{PAGE}[data-benchbook=live] a[data-benchbook-open$='definition.ipynb']"
    )
    assert page.locator(".jp-Dialog").count() == 0
    page.reload()
    learner.wait_live()
    assert learner.dialogs == []
    assert page.locator(".jp-Dialog").count() == 0


def test_two_windows_on_one_case_raise_no_dialog(learner: Learner) -> None:
    first = learner.open(CASE)
    second = learner.open(CASE, learner.second_window())
    for page in (first, second, first):
        page.locator(f"{PAGE} [data-question] input[type=checkbox]").first.check()
        page.keyboard.press("Control+s")
        page.locator(f"{PAGE} .jp-MarkdownOutput").first.click()
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1000)
        assert page.locator(".jp-Dialog").count() == 0
    for page in (first, second):
        close(page)
    assert learner.dialogs == []


def test_a_notebook_on_disk_is_never_written_by_the_page(learner: Learner) -> None:
    before = (learner.folder / CASE).read_bytes()
    page = learner.open(CASE)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1000)
    assert (learner.folder / CASE).read_bytes() == before
