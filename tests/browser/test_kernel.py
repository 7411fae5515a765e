"""A kernel that dies with the page open: the page says so, comes back, and has every answer."""

from __future__ import annotations

import json
import re
import time

import pytest

from .learner import CASE, LESSON, PAGE, Learner

pytestmark = pytest.mark.long

NOT_SAVED = re.compile("^Not saved")


def kill(learner: Learner, path: str) -> float:
    kernels = learner.kernels(path)
    assert kernels
    for kernel in kernels:
        kernel.kill()
    return time.monotonic()


def test_controls_say_not_saved_within_three_seconds_of_a_killed_kernel(learner: Learner) -> None:
    page = learner.open(LESSON)
    controls = page.locator(f"{PAGE} [data-question]").locator("visible=true")
    count = controls.count()
    kill(learner, LESSON)
    told = controls.get_by_text(NOT_SAVED)
    took = learner.until(3, lambda: told.count() >= count)
    assert took < 3


def test_every_saved_answer_is_there_after_a_killed_kernel(learner: Learner) -> None:
    page = learner.open(LESSON)
    questions = page.locator(f"{PAGE} [data-question]:has(input[type=radio])")
    names = [str(questions.nth(i).get_attribute("data-question")) for i in range(3)]
    for name in names:
        learner.question(name).locator("input[type=radio]").nth(1).check()
        learner.wait_saved(name)
    kill(learner, LESSON)
    page.wait_for_selector(f"{PAGE}[data-benchbook=lost]", timeout=3000)
    learner.wait_live()
    for name in names:
        learner.wait_saved(name)
        assert learner.question(name).locator("input[type=radio]").nth(1).is_checked()
    assert page.locator(".jp-Dialog").count() == 0


def test_what_is_typed_while_the_kernel_is_gone_is_saved_when_it_is_back(learner: Learner) -> None:
    page = learner.open(CASE)
    field = page.locator(f"{PAGE} [data-question] textarea").first
    field.fill("The act is recruitment.")
    learner.until(10, lambda: "The act is recruitment." in json.dumps(learner.answers(CASE)))
    kill(learner, CASE)
    page.wait_for_selector(f"{PAGE}[data-benchbook=lost]", timeout=3000)
    # At one stroke, so that none of it comes when the kernel is back already.
    page.keyboard.insert_text(" The means is deception.")
    whole = "The act is recruitment. The means is deception."
    learner.wait_live()
    learner.until(15, lambda: whole in json.dumps(learner.answers(CASE)))
    assert page.locator(f"{PAGE} [data-question] textarea").first.input_value() == whole


def test_a_page_left_and_opened_again_has_every_answer(learner: Learner) -> None:
    page = learner.open(LESSON)
    name = str(page.locator(f"{PAGE} [data-question]").first.get_attribute("data-question"))
    learner.question(name).locator("input[type=radio]").nth(2).check()
    learner.wait_saved(name)
    page.reload()
    learner.wait_live()
    assert learner.question(name).locator("input[type=radio]").nth(2).is_checked()


def test_the_learner_keeps_the_place_when_the_page_comes_back(learner: Learner) -> None:
    page = learner.open(LESSON)
    target = page.locator(f"{PAGE} [data-question]").nth(5)
    target.scroll_into_view_if_needed()
    before = target.bounding_box()
    kill(learner, LESSON)
    page.wait_for_selector(f"{PAGE}[data-benchbook=lost]", timeout=3000)
    learner.wait_live()
    page.wait_for_timeout(2500)
    after = page.locator(f"{PAGE} [data-question]").nth(5).bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 200
