"""Handing in to a workshop, in a real browser: receipt, file, code, taking back, and collecting it."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from benchbook.answers import SheetFile
from benchbook.cohort.hand_ins.joining import take
from benchbook.cohort.hand_ins.membership import Membership, write_membership
from benchbook.handing_in.sending import note, prepare, write_file
from tests.cohort.workshop import CASE as ID
from tests.cohort.workshop import Workshop, code_of

from .learner import CASE, PAGE, Learner
from .test_look import violations

pytestmark = pytest.mark.long
CODE = code_of(0)
QUESTION = "charge"
SENTENCE = re.compile(r"^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$")


def joined(folder: Path, name: str) -> str:
    """Make a case in a folder whose learner has joined, and return the path of its notebook."""
    place = folder / name
    (place / ID).mkdir(parents=True)
    for part in (f"{ID}.ipynb", f"{ID}.case.json"):
        shutil.copy((folder / CASE).with_name(part), place / ID)
    card = folder.parent / "card.json"
    told = Membership(cohort="spring-workshop", title="Spring workshop", code=CODE)
    card.write_text(told.model_dump_json(), encoding="utf-8")
    take(card, place)
    return f"{name}/{ID}/{ID}.ipynb"


def ending(page: Page) -> Locator:
    return page.locator(f"{PAGE} section[aria-label='Hand in']").first


def press(page: Page, *names: str) -> None:
    for name in names:
        ending(page).get_by_role("button", name=name, exact=True).click()


def receipt(page: Page) -> str:
    region = page.get_by_role("region", name="Your receipt")
    region.wait_for()
    expect(region).to_be_focused()
    return region.locator("strong").inner_text()


def choose(learner: Learner, at: int) -> None:
    learner.question(QUESTION).locator("input[type=radio]").nth(at).check()
    learner.wait_saved(QUESTION)


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    place = os.environ.get("BENCHBOOK_PICTURES")
    if place:
        ending(page).scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        page.screenshot(path=Path(place) / f"{name}.png")


def test_a_member_hands_in_downloads_the_file_and_the_instructor_collects_it(
    learner: Learner, folder: Path, tmp_path: Path
) -> None:
    path = joined(folder, "workshop-one")
    page = learner.open(path)
    choose(learner, 1)
    expect(ending(page)).to_contain_text(f"the workshop “Spring workshop”. Your code is {CODE}.")
    picture(page, "member-open")
    press(page, "Hand in", "Yes, hand in")
    shown = receipt(page)
    assert SENTENCE.match(shown)
    picture(page, "member-receipt")
    assert violations(learner) == []
    name = f"{ID}--{CODE}.zip"
    written = (folder / path).parent / name
    with zipfile.ZipFile(written) as archive:
        assert archive.namelist() == ["manifest.json", f"{ID}.answers.json"]
    with page.expect_download() as waiting:
        page.get_by_role("link", name=f"Download {name}").click()
    assert waiting.value.suggested_filename == name
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    waiting.value.save_as(inbox / "renamed by the mail.zip")
    assert (inbox / "renamed by the mail.zip").read_bytes() == written.read_bytes()
    assert Workshop(tmp_path / "cohort").collect(inbox).counts["new"] == 1
    page.reload()
    learner.wait_live()
    again = page.get_by_role("region", name="Your receipt").locator("strong")
    assert again.inner_text() == shown
    assert not learner.question(QUESTION).locator("input[type=radio]").nth(0).is_enabled()


def test_what_was_handed_in_is_taken_back_corrected_and_handed_in_again(
    learner: Learner, folder: Path
) -> None:
    path = joined(folder, "workshop-two")
    place = (folder / path).parent
    sheet = SheetFile(place, ID, 1)
    sheet.record(QUESTION, {"option": "none"})
    sheet.hand_in()
    first = prepare(sheet.path, Membership(cohort="spring-workshop", code=CODE))
    write_file(place, first)
    note(place, first, "file")
    page = learner.open(path)
    press(page, "Take back and correct")
    picture(page, "take-back")
    press(page, "Not yet")
    expect(ending(page).get_by_role("button", name="Take back and correct")).to_be_focused()
    press(page, "Take back and correct", "Yes, take back and correct")
    expect(ending(page).get_by_role("button", name="Hand in", exact=True)).to_be_focused()
    expect(ending(page)).to_contain_text("Your answers are open again.")
    choose(learner, 2)
    press(page, "Hand in", "Yes, hand in")
    assert receipt(page) != first.manifest.receipt
    assert (place / first.name).read_bytes() != first.content


def test_the_code_is_asked_for_at_hand_in_and_checked(learner: Learner, folder: Path) -> None:
    page = learner.open(CASE)
    choose(learner, 1)
    opener = ending(page).get_by_role("button", name="I take part in a workshop")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    field = ending(page).get_by_label("Your code")
    expect(field).to_be_focused()
    page.keyboard.type("2222 2aaa")
    page.keyboard.press("Enter")
    expect(ending(page).get_by_role("alert")).to_contain_text("is not a code of this course")
    expect(field).to_be_focused()
    picture(page, "code-wrong")
    assert violations(learner) == []
    field.fill(CODE.lower())
    page.keyboard.press("Enter")
    expect(ending(page)).to_contain_text(f"Your code {CODE} is kept.")
    assert (folder / "membership.json").is_file()
    press(page, "Hand in", "Yes, hand in")
    receipt(page)
    picture(page, "code-receipt")
    assert ((folder / CASE).parent / f"{ID}--{CODE}.zip").is_file()


def test_a_receipt_on_a_narrow_dark_page_is_whole_and_accessible(
    learner: Learner, folder: Path
) -> None:
    path = joined(folder, "workshop-three")
    place = (folder / path).parent
    write_membership(place, Membership(code=CODE))
    sheet = SheetFile(place, ID, 1)
    sheet.hand_in()
    hand_in = prepare(sheet.path, Membership(code=CODE))
    note(place, hand_in, "file")
    page = learner.page
    page.set_viewport_size({"width": 400, "height": 800})
    learner.open(path)
    page.get_by_role("region", name="Your receipt").wait_for()
    assert learner.sideways() == []
    picture(page, "narrow")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator(".lm-MenuBar-itemLabel", has_text="Display").click()
    page.locator(".lm-Menu-itemLabel", has_text="Dark").first.click()
    page.wait_for_selector("body[data-jp-theme-light=false]", state="attached")
    page.wait_for_timeout(1000)
    picture(page, "dark")
    assert violations(learner) == []
