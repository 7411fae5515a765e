"""The feedback page in a real browser: for everybody's eyes, on every width, and without script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from benchbook.answers import Sheet
from benchbook.casebook.case import Case
from benchbook.casebook.yaml_file import read_yaml
from benchbook.marking.feedback_page import FeedbackPages, RubricMark
from benchbook.marking.marked import Received, mark_hand_in
from benchbook.places import course_root

pytestmark = pytest.mark.long

EVIL = (
    '<script>window.ran = "script"</script><img src="none" onerror="window.ran = \'onerror\'">'
    '<a href="javascript:window.ran=1">link</a>'
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give three pages as files: one with everything on it, one without a sheet, one with no answer."""
    case = read_yaml(course_root() / "assessments" / "cases" / "night-shift.yaml", Case)
    sheet = Sheet(of=case.id, edition=case.edition)
    answers: dict[str, Any] = {
        **case.near_miss_answers(),
        "ruling": {"text": EVIL + "\n\n" + "unbroken" * 60},
        "charge": {"option": ["not", "one"]},
    }
    for question, answer in answers.items():
        sheet.record(question, answer, "2026-11-21T10:00:00+00:00")
    rubric = {"separates": RubricMark(3, EVIL), "weighs": RubricMark(2, "Between two levels.")}
    maker = FeedbackPages(case)
    texts = {
        "full": maker.page(mark_hand_in(case, Received(sheet)), rubric, "TZCUXR33"),
        "no sheet": maker.page(mark_hand_in(case, Received(None, EVIL)), {}, "TZCUXR33"),
        "no answer": maker.page(mark_hand_in(case, Received(Sheet(of=case.id))), {}, "TZCUXR33"),
    }
    folder = tmp_path_factory.mktemp("pages")
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in texts}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    yield page
    context.close()


def test_no_script_that_anybody_wrote_runs(page: Page, pages: dict[str, Path]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in pages.values():
        page.goto(path.as_uri())
        page.wait_for_timeout(200)
        assert page.evaluate("window.ran ?? 'nothing'") == "nothing"
    assert asked == [path.as_uri() for path in pages.values()]
    page.goto(pages["full"].as_uri())
    assert page.inner_text("body").count("<script>window.ran") == 2


def test_the_pages_own_policy_stops_a_script_that_is_put_into_it(
    page: Page, pages: dict[str, Path], tmp_path: Path
) -> None:
    text = pages["full"].read_text(encoding="utf-8")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    (tmp_path / "changed.html").write_text(
        text.replace("</main>", "<script>window.ran = 1</script></main>"), encoding="utf-8"
    )
    page.goto((tmp_path / "changed.html").as_uri())
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran ?? 'nothing'") == "nothing"
    assert any("Content Security Policy" in line for line in told)


@pytest.mark.parametrize("name", ["full", "no sheet", "no answer"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    page: Page, pages: dict[str, Path], name: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(pages[name].as_uri())
    found = Axe().run(page)
    assert [
        f"{rule['id']}: {node['target']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ] == []


def test_the_page_is_dark_where_the_reader_wants_it_dark(
    page: Page, pages: dict[str, Path]
) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(pages["full"].as_uri())
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(21, 24, 28)"


@pytest.mark.parametrize("width", [320, 400, 1000])
def test_no_width_needs_sideways_scrolling(page: Page, pages: dict[str, Path], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in pages.values():
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_key_leads_past_the_head_to_the_main_part(
    page: Page, pages: dict[str, Path]
) -> None:
    page.goto(pages["full"].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_printed_it_is_black_on_white_whatever_the_screen_is(
    page: Page, pages: dict[str, Path]
) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(pages["full"].as_uri())
    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_both_common_papers(page: Page, pages: dict[str, Path], paper: str) -> None:
    page.goto(pages["full"].as_uri())
    assert page.pdf(format=paper, prefer_css_page_size=True).startswith(b"%PDF")
