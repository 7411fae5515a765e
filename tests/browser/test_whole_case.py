"""A graded case from the first key to the feedback page: learner and instructor, nothing left out."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from typer.testing import CliRunner

from benchbook.activities.ruling.question import Ruling
from benchbook.casebook.case_file import read_case_file
from benchbook.cli import app
from benchbook.cohort.hand_ins.joining import take
from benchbook.cohort.new import new_cohort
from benchbook.places import course_root

from .keyboard import give, press
from .learner import PAGE, Learner

pytestmark = pytest.mark.long
# It has every kind of question that a case can have, but for steps to put in order.
CASES = ("the-harbour-file",)


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page where somebody asked for them."""
    place = os.environ.get("BENCHBOOK_PICTURES")
    if place:
        page.screenshot(path=Path(place) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("name", CASES)
def test_a_graded_case_is_done_by_keyboard_handed_in_marked_and_given_back(
    learner: Learner, browser: Browser, folder: Path, tmp_path: Path, name: str
) -> None:
    case = read_case_file(course_root() / "assessments" / "cases" / f"{name}.yaml")
    roster = tmp_path / "people.csv"
    roster.write_text("name\nAna Žukė\n", encoding="utf-8")
    cohort, (person,) = new_cohort(tmp_path / "workshop", roster, title="Port Selwyn")

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, [*arguments, "--cohort", str(cohort.root)])
        assert done.exit_code == 0, done.output
        return done.output

    run("cohort", "release", name)
    take(cohort.root / "handout" / "join" / f"{person.code}.json", folder, replace=True)
    take(cohort.root / "handout" / f"{name}.zip", folder)

    page = learner.open(f"cases/{name}/{name}.ipynb")
    for question in case.questions:
        answer = {"text": "I decide each count alone."} if question.kind == "ruling" else question.key_answer()  # fmt: skip
        give(learner.question(question.id), question, json.loads(json.dumps(answer)))
        learner.wait_saved(question.id)
    picture(page, f"{name}-answered")
    ending = page.locator(f"{PAGE} section[aria-label='Hand in']").first
    for button in ("Hand in", "Yes, hand in"):
        press(ending.get_by_role("button", name=button, exact=True), "Enter")
    expect(page.get_by_role("region", name="Your receipt")).to_be_focused()
    with page.expect_download() as waiting:
        press(page.get_by_role("link", name=f"Download {name}--{person.code}.zip"), "Enter")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    waiting.value.save_as(inbox / waiting.value.suggested_filename)

    assert "1 received" in run("cohort", "collect", "--from", str(inbox))
    assert f"Marked 1 of {name}" in run("mark", name)
    run("feedback", name, "--unfinished", "--to", str(tmp_path / "back"))
    (back,) = (tmp_path / "back").iterdir()
    by_machine = sum(q.points for q in case.questions if not isinstance(q, Ruling))
    whole = by_machine + sum(
        c.points for q in case.questions if isinstance(q, Ruling) for c in q.criteria
    )
    told = browser.new_page(viewport={"width": 1000, "height": 900})
    told.goto(back.as_uri())
    assert f"{by_machine:g} of {whole:g} points so far" in told.inner_text("body")
    assert person.name not in told.inner_text("body")
    assert Axe().run(told).response["violations"] == []
    picture(told, f"{name}-feedback")
    told.close()
