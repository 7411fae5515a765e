"""What happens when a notebook is opened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from .learner import CASE, LESSON, PAGE, Learner

pytestmark = pytest.mark.long

MARKDOWN = {"cell_type": "markdown", "id": "text", "metadata": {}, "source": ["Some text."]}


def write_notebook(path: Path, *sources: str, kernel: str = "python3") -> None:
    """Write a notebook with a text cell and one code cell for each of `sources`."""
    code: list[dict[str, Any]] = [
        {"cell_type": "code", "id": f"code-{n}", "metadata": {}, "execution_count": None,
         "outputs": [], "source": source.splitlines(keepends=True)}
        for n, source in enumerate(sources)
    ]  # fmt: skip
    metadata = {"kernelspec": {"name": kernel, "display_name": kernel, "language": "python"}}
    notebook: dict[str, Any] = {
        "cells": [MARKDOWN, *code], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_the_lesson_is_live_on_opening(learner: Learner) -> None:
    page = learner.open(LESSON)
    page.locator(f"{PAGE} [data-question] input").first.check()
    expect(page.locator(f"{PAGE} [data-question]").first).to_contain_text("Saved")


def test_the_start_page_leads_to_the_lesson(learner: Learner) -> None:
    page = learner.open("start.ipynb")
    page.locator(f"{PAGE} a[data-benchbook-open$='definition.ipynb']").first.click()
    page.wait_for_selector(f"{PAGE}[data-benchbook=live] [data-question]")
    assert "definition.ipynb" in page.url


@pytest.mark.parametrize("path", [LESSON, CASE])
def test_no_code_number_or_toolbar_is_seen(learner: Learner, path: str) -> None:
    page = learner.open(path)
    for chrome in (
        ".cm-editor", ".jp-InputPrompt", ".jp-OutputPrompt", ".jp-NotebookPanel-toolbar",
        ".jp-cell-toolbar", ".jp-Notebook-footer", ".jp-Collapser", "#jp-MainMenu",
        "#jp-main-statusbar", ".jp-DebuggerBugButton", "[data-mime-type*='error']",
        "[data-mime-type*='stderr']",
    ):  # fmt: skip
        assert page.locator(chrome).locator("visible=true").count() == 0, chrome
    assert "Traceback" not in page.locator(PAGE).inner_text()


def test_the_text_keeps_a_readable_measure(learner: Learner) -> None:
    page = learner.open(LESSON)
    text = page.locator(f"{PAGE} .jp-MarkdownOutput p").first
    letters = text.evaluate(
        "node => node.clientWidth / (parseFloat(getComputedStyle(node).fontSize) / 2)"
    )
    assert 60 <= letters <= 85


def test_nothing_of_jupyterlab_is_offered_but_our_menu(learner: Learner) -> None:
    page = learner.open(LESSON)
    labels = page.locator(".lm-MenuBar-itemLabel").locator("visible=true").all_inner_texts()
    assert labels == ["Course", "Display", "Help"]


def test_a_double_click_on_text_opens_no_editor(learner: Learner) -> None:
    page = learner.open(LESSON)
    before = learner.cells()
    page.locator(f"{PAGE} .jp-MarkdownOutput p").first.dblclick()
    page.wait_for_timeout(300)
    assert learner.cells() == before
    assert page.locator(f"{PAGE} .cm-editor").locator("visible=true").count() == 0


def test_a_right_click_offers_no_cell_command(learner: Learner) -> None:
    page = learner.open(LESSON)
    page.locator(f"{PAGE} .jp-MarkdownOutput p").first.click(button="right")
    page.wait_for_timeout(300)
    assert page.locator(".lm-Menu").count() == 0


def test_a_foreign_notebook_runs_nothing_until_it_is_started(learner: Learner) -> None:
    ran = learner.folder / "ran.txt"
    write_notebook(learner.folder / "foreign.ipynb", "open('ran.txt', 'w').close()")
    page = learner.page
    for edited in (False, True):
        page.goto(learner.address("foreign.ipynb"))
        page.get_by_role("button", name="Start", exact=True).wait_for()
        page.wait_for_timeout(4000)  # longer than a page of the course needs to come to life
        assert not ran.exists()
        if not edited:
            page.locator(".jp-MarkdownOutput").dblclick()
            page.locator(".jp-MarkdownCell .cm-content").click()
            page.keyboard.type("Changed. ")
            page.keyboard.press("Control+s")
            learner.until(
                10, lambda: "Changed." in (learner.folder / "foreign.ipynb").read_text("utf-8")
            )
    page.get_by_role("button", name="Start", exact=True).click()
    learner.until(30, ran.exists)


@pytest.mark.parametrize(
    "statement",
    [
        'import benchbook; benchbook.ask("definition", "belief-local"); open("ran.txt", "w")',
        'import benchbook; benchbook.ask("definition", "belief-local")\nopen("ran.txt", "w")',
        'import  benchbook; benchbook.ask("definition", "belief-local")',
        'import benchbook; benchbook.ask("definition", "../belief")',
        'import benchbook; benchbook.ask("definition", "belief", "local")',
        'import benchbook; benchbook.__loader__("definition")',
        'import benchbook; benchbook.ask("definition", "belief-local")\n',
        'import benchbook; benchbook.ask("definition")\u2028',
        "",
    ],
)
def test_a_statement_that_differs_in_anything_is_not_the_courses(
    learner: Learner, statement: str
) -> None:
    page = learner.page
    page.goto(learner.address("start.ipynb"))
    page.wait_for_selector(PAGE)
    grammar = "url => import(url).then(module => module.isCourseStatement)"
    address = "/lab/extensions/benchbook/static/grammar.js"
    call = f"async ([url, source]) => (await ({grammar})(url))(source)"
    assert page.evaluate(call, [address, statement]) is False
    good = 'import benchbook; benchbook.ask("definition", "belief-local")'
    assert page.evaluate(call, [address, good]) is True


def test_one_foreign_cell_makes_the_whole_notebook_foreign(learner: Learner) -> None:
    ours = 'import benchbook; benchbook.contents("course")'
    write_notebook(
        learner.folder / "mixed.ipynb", ours, "open('mixed.txt', 'w').close()", kernel="benchbook"
    )
    page = learner.page
    page.goto(learner.address("mixed.ipynb"))
    page.get_by_role("button", name="Start", exact=True).wait_for()
    page.wait_for_timeout(4000)
    assert page.locator(PAGE).count() == 0
    assert page.locator(".jp-OutputArea-output").count() == 0
    assert not (learner.folder / "mixed.txt").exists()


def test_files_beside_a_case_are_not_imported(learner: Learner) -> None:
    beside = (learner.folder / CASE).parent
    names = ("benchbook", "ipywidgets", "anywidget", "json")
    for name in names:
        (beside / f"{name}.py").write_text("open('shadow.txt', 'w').close()", encoding="utf-8")
    try:
        page = learner.open(CASE)
        assert page.locator(f"{PAGE} [data-question]").count() > 0
        assert not (beside / "shadow.txt").exists()
    finally:
        for name in names:
            (beside / f"{name}.py").unlink()


def test_answer_sheets_are_not_in_the_list_of_files(learner: Learner) -> None:
    page = learner.open(CASE)
    page.locator(f"{PAGE} [data-question] input").first.check()
    learner.until(10, (learner.folder / CASE).with_suffix(".answers.json").exists)
    page.reload()
    learner.wait_live()
    listed = page.locator(".jp-DirListing-itemText").all_inner_texts()
    assert any("night-shift.ipynb" in name for name in listed) or "cases" in listed
    assert not [name for name in listed if name.endswith(".json")]
