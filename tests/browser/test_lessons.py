"""Every lesson: live when opened, free of axe violations, each activity answered by keyboard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from benchbook.pages import course_json

from .learner import PAGE, Learner
from .test_look import violations

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[2]
READY = [m["slug"] for m in course_json()["modules"] if m["ready"]]


def path_of(learner: Learner, slug: str) -> str:
    found = next(learner.folder.glob(f"*/{slug}.ipynb"))
    return found.relative_to(learner.folder).as_posix()


def questions(slug: str) -> list[dict[str, Any]]:
    path = ROOT / "modules" / slug / f"{slug}.lesson.json"
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["public"][
        "questions"
    ]
    return found


def press(place: Locator, key: str) -> None:
    """Give the focus to the element, as Tab does, and press one key."""
    place.focus()
    place.press(key)


def answer(control: Locator, kind: str) -> None:
    """Answer one question with keys alone."""
    if kind in {"tag-passages", "find-flaw"}:
        press(control.locator("button.bb-toggle").first, "Enter")
        press(control.locator(".bb-panel:not([hidden]) input[type=radio]").nth(1), "Space")
    elif kind == "order-steps":
        press(control.get_by_role("button", name="This order is right"), "Enter")
    elif kind == "rank-strength":
        press(control.locator("select").first, "ArrowDown")
    elif kind == "ruling":
        control.locator("textarea").focus()
        control.page.keyboard.type("I decide.")
    elif kind == "change-one-fact":
        press(control.locator("input[data-look]").first, "Space")
        press(control.locator("input:not([data-look])").first, "Space")
    else:
        press(control.locator("input[type=radio], input[type=checkbox]").first, "Space")


@pytest.mark.parametrize("slug", READY)
def test_a_lesson_is_live_accessible_and_answered_by_keyboard(learner: Learner, slug: str) -> None:
    path = path_of(learner, slug)
    learner.open(path)
    assert learner.page.locator(f"{PAGE} .benchbook-failure").count() == 0
    assert violations(learner) == []
    asked = questions(slug)
    for question in asked:
        answer(learner.question(question["id"]), question["kind"])
    for question in asked:
        learner.wait_saved(question["id"])
    assert set(learner.answers(path)["answers"]) == {q["id"] for q in asked}
