"""`benchbook start --author`: the course's own files, nothing hidden and nothing run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from benchbook.places import course_root
from benchbook.start import Server, serving

from .learner import PAGE, Learner

pytestmark = pytest.mark.long

LESSON = "modules/definition/definition.ipynb"


@pytest.fixture
def author(tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Learner]:
    """Give an author's window on a copy of the lessons, with settings of their own elsewhere."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "settings"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    root = tmp_path / "repository"
    shutil.copytree(course_root() / "modules", root / "modules")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    with serving(root, 0, author=True) as server:
        yield Learner(_at_lab(server), root, context)
        context.close()


def _at_lab(server: Server) -> Server:
    base, _, token = server.address.partition("/lab?")
    return Server(server.process, f"{base}/lab/tree/?{token}", server.log)


def open_to_the_first_statement(author: Learner) -> None:
    """Open the lesson and go to its first code cell, which stands below the fold."""
    page = author.page

    def shown() -> bool:
        # JupyterLab draws a cell outside the window only when it is scrolled to, or has time.
        page.evaluate("document.querySelector('.jp-CodeCell')?.scrollIntoView()")
        return page.locator(".jp-CodeCell .cm-content").first.is_visible()

    page.goto(author.address(LESSON))
    author.until(120, shown)


def test_an_author_sees_the_statements_and_nothing_has_run(author: Learner) -> None:
    page = author.page
    open_to_the_first_statement(author)
    page.wait_for_timeout(4000)  # longer than a page of the course needs to come to life
    assert page.locator(PAGE).count() == 0
    assert page.locator(".jp-OutputArea-output").count() == 0
    expect(page.locator("#jp-MainMenu")).to_be_visible(timeout=30_000)
    expect(page.locator(".jp-NotebookPanel-toolbar").first).to_be_visible(timeout=30_000)
    assert page.get_by_role("button", name="Start", exact=True).count() == 0
