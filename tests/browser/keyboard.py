"""Give an answer to a question of a case with keys alone: focus as Tab and arrows give it, then a key."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from benchbook.activities.question import Question


def press(place: Locator, key: str) -> None:
    """Give the focus to the element and press one key."""
    place.focus()
    expect(place).to_be_focused()
    place.page.keyboard.press(key)


def give(control: Locator, question: Question, answer: dict[str, Any]) -> None:
    """Answer `question`, whose control this is, with `answer` in the form that a sheet holds."""
    asked = question.public()
    match question.kind:
        case "choose-one":
            tick(control, answer["option"])
            tick(control, "sure")
        case "choose-many":
            for option in answer["options"]:
                tick(control, option)
        case "tag-passages":
            _tags(control, asked, answer["tags"])
        case "find-flaw":
            for passage, flaw in answer["flaws"].items():
                tick(_opened(control, _passages([asked["draft"]]).index(passage)), flaw)
        case "find-elements":
            _elements(control, asked, answer["elements"])
        case "rank-strength":
            _strengths(control, asked, answer["duties"])
        case "build-order":
            for measure, parts in answer["measures"].items():
                tick(control, measure)
                panel = control.locator(f"label:has(input[value='{measure}']) + .bb-panel")
                for group, part in enumerate(("ground", "safeguard")):
                    tick(panel.locator("fieldset").nth(group), parts[part])
        case "order-steps":
            _order(control, asked, answer["order"])
        case "ruling":
            control.locator("textarea").focus()
            control.page.keyboard.type(answer["text"])
        case kind:
            raise AssertionError(kind)


def tick(place: Locator, value: str) -> None:
    """Choose the radio button or box with this value."""
    press(place.locator(f"input[value='{value}']").first, "Space")


def _passages(exhibits: list[dict[str, Any]]) -> list[str]:
    return [p["id"] for e in exhibits for p in e["passages"]]


def _opened(control: Locator, at: int) -> Locator:
    """Open what stands under the passage number `at`, counted from 0 in this question."""
    place = control.locator("li.bb-passage").nth(at)
    press(place.locator("button.bb-toggle"), "Enter")
    return place.locator(".bb-panel")


def _tags(control: Locator, asked: dict[str, Any], tags: dict[str, dict[str, str]]) -> None:
    offered = [t["id"] for t in asked["tags"]]
    for passage, given in tags.items():
        panel = _opened(control, _passages(asked["exhibits"]).index(passage))
        for tag, side in given.items():
            tick(panel.locator("fieldset").nth(offered.index(tag)), side)


def _elements(control: Locator, asked: dict[str, Any], given: dict[str, dict[str, Any]]) -> None:
    for at, element in enumerate(asked["elements"]):
        decided = given[element["id"]]
        place = control.locator("fieldset.bb-element").nth(at)
        tick(place, decided["verdict"])
        if decided["passages"]:
            press(place.locator("button.bb-toggle"), "Enter")
        for passage in decided["passages"]:
            tick(place, passage)


def _strengths(control: Locator, asked: dict[str, Any], given: dict[str, dict[str, str]]) -> None:
    for at, duty in enumerate(asked["duties"]):
        lists = control.locator("fieldset.bb-element").nth(at).locator("select")
        for n, (part, words) in enumerate((("verb", "verbs"), ("owed", "things"))):
            ids = [word["id"] for word in asked[words]]
            for _ in range(ids.index(given[duty["id"]][part]) + 1):
                press(lists.nth(n), "ArrowDown")


def _order(control: Locator, asked: dict[str, Any], wanted: list[str]) -> None:
    now = [s["id"] for s in asked["steps"]]
    texts = {s["id"]: s["text"] for s in asked["steps"]}
    for place, step in enumerate(wanted):
        while now.index(step) > place:
            at = now.index(step)
            press(
                control.get_by_role("button", name=f"Move up: {texts[step]}", exact=True), "Enter"
            )
            now[at - 1], now[at] = now[at], now[at - 1]
    press(control.get_by_role("button", name="This order is right"), "Enter")
