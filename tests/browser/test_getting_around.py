"""Getting around: search, the provision behind a citation, terms, bench cards, the pages about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .learner import LESSON, PAGE, Learner
from .test_look import violations

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[2]
CARDS = sorted(ROOT.glob("modules/*/*.card.html"))


def test_search_finds_a_section_and_opens_its_lesson(learner: Learner) -> None:
    page = learner.open("start.ipynb")
    page.locator(".bb-search-field").fill("common mistakes")
    page.locator(".bb-search-results a").first.click()
    page.wait_for_selector(f"{PAGE}[data-benchbook=live] [data-question]", timeout=60_000)


def test_search_says_when_nothing_is_found(learner: Learner) -> None:
    page = learner.open("start.ipynb")
    page.locator(".bb-search-field").fill("zzzz")
    page.get_by_text("Nothing found. Try another word.").wait_for()


def test_a_citation_shows_its_provision_and_gives_the_place_back(learner: Learner) -> None:
    page = learner.open(LESSON)
    link = page.locator(f"{PAGE} a[href*='#source-']").first
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert len(dialog.inner_text()) > 80
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert link.evaluate("node => node === document.activeElement")


def test_the_first_use_of_a_term_shows_its_meaning(learner: Learner) -> None:
    page = learner.open(LESSON)
    page.locator(f"{PAGE} a[href*='#term-']").first.click()
    page.get_by_role("dialog").wait_for()


@pytest.mark.parametrize("name", ["care", "glossary", "sources"])
def test_the_pages_about_the_course_are_live_and_accessible(learner: Learner, name: str) -> None:
    learner.open(f"about/{name}.ipynb")
    assert violations(learner) == []


def test_the_bench_card_opens_from_its_lesson(learner: Learner) -> None:
    page = learner.open(LESSON)
    with learner.context.expect_page() as opened:
        page.locator(f"{PAGE} a[data-benchbook-print]").first.click()
    opened.value.wait_for_load_state()
    assert opened.value.title() == "Act, means and purpose: bench card"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("card", CARDS, ids=lambda p: p.parent.name)
def test_a_bench_card_prints_on_one_sheet(browser: Browser, card: Path, paper: str) -> None:
    page = browser.new_page()
    page.goto(card.as_uri())
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=paper))
    page.close()
    assert len(sheets) == 1


def test_a_belief_asked_again_shows_what_was_chosen_before(learner: Learner) -> None:
    learner.open(LESSON)
    first, again = learner.question("belief-local"), learner.question("belief-local-again")
    chosen = first.locator("label.bb-choice").nth(1)
    chosen.click()
    learner.wait_saved("belief-local")
    again.locator("label.bb-choice").nth(2).click()
    told = again.locator(".bb-before")
    told.wait_for()
    assert chosen.inner_text().strip() in told.inner_text()
