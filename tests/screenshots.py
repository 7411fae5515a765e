"""Take the pictures of the README: `python -m tests.screenshots` writes docs/images/ anew.

A real JupyterLab and a real Chromium, with the course as it stands.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchbook.answers import SheetFile
from benchbook.casebook.case import Case
from benchbook.casebook.yaml_file import read_yaml
from benchbook.start import prepare, serving
from tests.browser.learner import CASE, LESSON, PAGE, Learner
from tests.chromium import FLAGS
from tests.run import prepare_browser

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1280, "height": 900}


def show(page: Page, selector: str) -> None:
    """Bring the element to the top of the page and let the page settle."""
    page.locator(f"{PAGE} {selector}").first.evaluate(
        "node => node.scrollIntoView({block: 'start'})"
    )
    page.wait_for_timeout(800)


def take(page: Page, name: str) -> None:
    """Write one picture."""
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"wrote docs/images/{name}.png")


def pictures(learner: Learner) -> None:
    """Take all pictures with one learner."""
    page = learner.open("start.ipynb")
    take(page, "start")
    learner.open(LESSON)
    question = learner.question("belief-local")
    question.locator("input[type=radio]").nth(1).check()
    learner.wait_saved("belief-local")
    show(page, "[data-question='belief-local']")
    take(page, "lesson")
    case = read_yaml(ROOT / "assessments" / "cases" / "night-shift.yaml", Case)
    sheet = SheetFile((learner.folder / CASE).parent, case.id, case.edition)
    for name, answer in case.near_miss_answers().items():
        sheet.record(name, answer)
    learner.open(CASE)
    show(page, "[data-question='elements-lena']")
    take(page, "case")
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("button", name="Yes, hand in").click()
    page.get_by_text(re.compile("Your marks")).wait_for(timeout=60_000)
    show(page, ".bb-marks")
    take(page, "marked-case")


def main() -> None:
    """Take every picture of docs/images."""
    prepare_browser()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "Benchbook"
        folder.mkdir()
        prepare(folder)
        with serving(folder, 0) as server, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=os.environ["BENCHBOOK_CHROMIUM"], args=FLAGS
            )
            pictures(Learner(server, folder, chromium.new_context(viewport=SIZE)))  # type: ignore[arg-type] # the size is two integers
            chromium.close()


if __name__ == "__main__":
    main()
