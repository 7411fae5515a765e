"""No key pressed on a page of the course changes its notebook."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from .learner import CASE, LESSON, PAGE, Learner

pytestmark = pytest.mark.long

# Every one-key command of JupyterLab's notebook, those pressed twice, and those with a modifier
# that run, split, insert, cut, undo or save.
ONE_KEY = [
    "a", "b", "c", "v", "x", "z", "m", "y", "r", "1", "2", "3", "4", "5", "6", "o", "s", "j", "k",
    "h", "l", "f", "p", "q", "u", "d", "d", "i", "i", "0", "0", "Delete", "Backspace",
    "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End",
    "Shift+M", "Shift+L", "Shift+V", "Shift+Z", "Shift+O", "Shift+R", "Shift+ArrowDown",
    "Control+a", "Control+b", "Control+s", "Control+v", "Control+x", "Control+z", "Control+Enter",
    "Control+Shift+z", "Control+Shift+-", "Control+Shift+ArrowDown", "Control+Shift+ArrowUp",
    "Alt+Enter", "Shift+Enter",
]  # fmt: skip
ENTER = ["Enter", "Escape"]


def press_all(page: Page, keys: list[str]) -> None:
    for key in keys:
        page.keyboard.press(key)


def first_visible(page: Page, selector: str) -> Locator:
    return page.locator(f"{PAGE} {selector}").locator("visible=true").first


@pytest.mark.parametrize(
    ("path", "control", "keys"),
    [
        (LESSON, "[data-question] input[type=radio]", ONE_KEY + ENTER),
        (CASE, "[data-question] input[type=radio]", ONE_KEY + ENTER),
        (CASE, "[data-question] input[type=checkbox]", ONE_KEY + ENTER),
        (CASE, "[data-question] textarea", ONE_KEY + ENTER),
        (CASE, "[data-question] button", [k for k in ONE_KEY if "Enter" not in k]),
        (LESSON, "a[data-benchbook-open]", [k for k in ONE_KEY if "Enter" not in k]),
    ],
)
def test_no_key_in_a_control_changes_the_cells(
    learner: Learner, path: str, control: str, keys: list[str]
) -> None:
    page = learner.open(path)
    before = learner.cells()
    first_visible(page, control).focus()
    press_all(page, keys)
    page.wait_for_timeout(500)
    assert learner.cells() == before
    assert page.locator(".jp-Dialog").count() == 0


def test_no_key_on_plain_text_changes_the_cells(learner: Learner) -> None:
    page = learner.open(LESSON)
    before = learner.cells()
    first_visible(page, ".jp-MarkdownOutput p").click()
    press_all(page, ONE_KEY + ENTER + ONE_KEY)
    page.wait_for_timeout(500)
    assert learner.cells() == before


def test_no_key_on_the_notebook_itself_changes_the_cells(learner: Learner) -> None:
    page = learner.open(LESSON)
    before = learner.cells()
    for selector in (".jp-Notebook", ".jp-WindowedPanel-outer", ".jp-Cell"):
        page.locator(f"{PAGE} {selector}").first.evaluate(
            "node => { node.tabIndex = Math.max(node.tabIndex, -1); node.focus(); }"
        )
        press_all(page, ONE_KEY + ENTER + ONE_KEY)
    page.wait_for_timeout(500)
    assert learner.cells() == before


def test_an_arrow_key_moves_within_a_group_of_radio_buttons(learner: Learner) -> None:
    page = learner.open(LESSON)
    group = page.locator(f"{PAGE} [data-question] fieldset").first.locator("input[type=radio]")
    group.first.focus()
    page.keyboard.press("ArrowDown")
    assert group.nth(1).is_checked()
    assert group.nth(1).evaluate("node => node === document.activeElement")


def test_enter_and_undo_work_in_a_text_field(learner: Learner) -> None:
    page = learner.open(CASE)
    field = first_visible(page, "[data-question] textarea")
    field.fill("")
    field.focus()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    assert field.input_value() == "One\nTwo"
    page.keyboard.press("Control+z")
    assert field.input_value() != "One\nTwo"


def test_the_lesson_can_be_answered_with_the_keyboard_alone(learner: Learner) -> None:
    page = learner.open(LESSON)
    group = page.locator(f"{PAGE} [data-question] fieldset").first
    inside = "node => node.contains(document.activeElement)"
    for _ in range(20):
        page.keyboard.press("Tab")
        if group.evaluate(inside):
            break
    else:
        pytest.fail(
            "Tab does not lead from the page that has just been opened to its first control"
        )
    for _ in range(2):
        page.keyboard.press("ArrowDown")
        assert group.locator("input:focus").is_checked()
