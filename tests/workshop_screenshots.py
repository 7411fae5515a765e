"""Take the pictures of a workshop: `python -m tests.workshop_screenshots` writes docs/images/ anew.

The whole way, with real parts: a cohort is made and a case released, a learner hands in from
JupyterLab, the hand-ins are collected and marked, a ruling is marked in formgrader, and the
feedback page and the report are opened.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from typer.testing import CliRunner

from benchbook.answers import SheetFile
from benchbook.casebook.case import Case
from benchbook.casebook.case_file import read_case_file
from benchbook.cli import app
from benchbook.cohort.folder import Cohort, find_cohort
from benchbook.cohort.hand_ins.joining import take as join
from benchbook.cohort.hand_ins.membership import find_membership
from benchbook.handing_in.sending import prepare as prepare_hand_in
from benchbook.start import prepare, serving
from tests.browser.learner import CASE, Learner
from tests.chromium import FLAGS
from tests.run import prepare_browser
from tests.screenshots import IMAGES, ROOT, SIZE, show, take

NAME = "night-shift"
PEOPLE = ("Ana Moll", "Bo Lind", "Cy Ferrow", "Dana Hesk", "Eli Varn", "Fia Torn")


def run(*command: str) -> str:
    """Give a command of `benchbook` and return what it printed."""
    done = CliRunner().invoke(app, list(command))
    assert done.exit_code == 0, done.output
    return done.output


def made(place: Path) -> Cohort:
    """Return a cohort to which the case is released."""
    roster = place / "people.csv"
    roster.write_text("name\n" + "\n".join(PEOPLE) + "\n", encoding="utf-8")
    folder = place / "port-selwyn"
    run("cohort", "new", str(folder), "--roster", str(roster), "--title", "Workshop in Port Selwyn")
    run("cohort", "release", NAME, "--cohort", str(folder))
    return find_cohort(folder)


def answers_of(case: Case, n: int) -> dict[str, dict[str, object]]:
    """Return what the learner number `n` answers: some of the key, some of the near-miss."""
    key, near = case.key_answers(), case.near_miss_answers()
    return {
        q: (near if (i + n) % 3 == 0 else key)[q] for i, q in enumerate(key) if (i * n) % 7 != 6
    }


def from_jupyterlab(learner: Learner, case: Case, inbox: Path) -> None:
    """Let the first learner hand in by the button, and keep the file that the page made."""
    place = (learner.folder / CASE).parent
    sheet = SheetFile(place, case.id, case.edition)
    for name, answer in case.near_miss_answers().items():
        sheet.record(name, answer)
    page = learner.open(CASE)
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("button", name="Yes, hand in").click()
    page.get_by_role("region", name="Your receipt").wait_for()
    show(page, "section[aria-label='Hand in']")
    take(page, "handed-in")
    for made_file in place.glob("*.zip"):
        made_file.rename(inbox / made_file.name)


def others(cohort: Cohort, codes: list[str], case: Case, inbox: Path) -> None:
    """Let the other learners hand in with the same code that the button runs."""
    for n, code in enumerate(codes, 1):
        place = inbox.parent / "others" / code
        place.mkdir(parents=True)
        join(cohort.root / "handout" / "join" / f"{code}.json", place)
        sheet = SheetFile(place, case.id, case.edition)
        for name, answer in answers_of(case, n).items():
            sheet.record(name, answer)
        sheet.hand_in()
        member = find_membership(place)
        assert member is not None
        hand_in = prepare_hand_in(sheet.path, member)
        (inbox / hand_in.name).write_bytes(hand_in.content)


def mark_a_ruling(page: Page, address: str, cohort: Cohort, code: str) -> None:
    """Give points for each criterion of one ruling in formgrader."""
    from nbgrader.api import Gradebook

    with Gradebook(cohort.db_url, cohort.card.id) as gradebook:
        name = gradebook.find_submission_notebook(NAME, NAME, code).id
    base, _, token = address.partition("/formgrader")
    page.goto(address)
    page.goto(f"{base}/formgrader/submissions/{name}/?index=0&{token.partition('?')[2]}")
    page.wait_for_selector("input.score")
    boxes = page.locator(".bb-ruling input.score")
    for n in range(boxes.count()):
        boxes.nth(n).fill("3")
        boxes.nth(n).press("Tab")
    page.locator(".bb-ruling textarea.comment").first.fill("Each count has its own reasons.")
    page.locator(".bb-ruling textarea.comment").first.press("Tab")
    page.wait_for_load_state("networkidle")
    page.locator(".bb-ruling").evaluate("node => node.scrollIntoView({block: 'start'})")
    page.mouse.wheel(0, -80)
    page.wait_for_timeout(800)
    take(page, "formgrader")


def pages(browser: Browser, cohort: Cohort, code: str) -> None:
    """Open the feedback page and the report."""
    page = browser.new_context(viewport=SIZE).new_page()  # type: ignore[arg-type] # the size is two integers
    run("feedback", NAME, "--cohort", str(cohort.root))
    page.goto((cohort.feedback(NAME, code) / f"{NAME}.html").as_uri())
    take(page, "feedback")
    told = run("report", NAME, "--cohort", str(cohort.root))
    found = re.search(r"\S+\.html", told)
    assert found, told
    page.goto(next(cohort.root.rglob("report/*.html")).as_uri())
    take(page, "report")


def main() -> None:
    """Take every picture of the workshop."""
    prepare_browser()
    IMAGES.mkdir(parents=True, exist_ok=True)
    case = read_case_file(ROOT / "assessments" / "cases" / f"{NAME}.yaml")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        place = Path(name)
        cohort, inbox, folder = made(place), place / "inbox", place / "Benchbook"
        inbox.mkdir()
        folder.mkdir()
        codes = sorted(p.stem for p in (cohort.root / "handout" / "join").glob("*.json"))
        prepare(folder)
        join(cohort.root / "handout" / "join" / f"{codes[0]}.json", folder)
        chromium = playwright.chromium.launch(
            executable_path=os.environ["BENCHBOOK_CHROMIUM"], args=FLAGS
        )
        with serving(folder, 0) as server:
            learner = Learner(server, folder, chromium.new_context(viewport=SIZE))  # type: ignore[arg-type] # as above
            from_jupyterlab(learner, case, inbox)
        others(cohort, codes[1:], case, inbox)
        print(run("cohort", "collect", "--from", str(inbox), "--cohort", str(cohort.root)))
        print(run("mark", NAME, "--cohort", str(cohort.root)))
        with serving(cohort.root, 0, formgrader=True) as server:
            page = chromium.new_context(viewport=SIZE).new_page()  # type: ignore[arg-type] # as above
            mark_a_ruling(page, server.address, cohort, codes[0])
        pages(chromium, cohort, codes[0])
        chromium.close()


if __name__ == "__main__":
    main()
