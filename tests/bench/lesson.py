"""How fast and how heavy a lesson is: `python tests/bench/lesson.py`, one run, prints a table.

Ours stands beside a bare notebook that shows as many plain ipywidgets, run on open by the same
extension. Exits 1 and says by how much where a goal is missed. Takes about three minutes.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchbook.start import Server, prepare, serving  # noqa: E402 - after the path is set
from tests.bench import kernels  # noqa: E402
from tests.browser.learner import CASE, LESSON, Learner  # noqa: E402
from tests.chromium import FLAGS  # noqa: E402
from tests.run import prepare_browser  # noqa: E402

OPENINGS = 5
CHANGES = 15
QUIET_MS = 500.0
MEMORY_GOAL = 1.25
OPENING_GOAL = 1.2
SAVED_GOAL = 3.0
OURS = "[data-question] input[type=radio]"
BARE = ".widget-radio-box input"

# Presses radio buttons in turn and tells how long each took to be confirmed, in milliseconds.
CHANGE = """async ([pressed, told, pattern, times]) => {
    const box = document.querySelector(told);
    const inputs = [...document.querySelectorAll(pressed)].slice(0, 3);
    const out = [];
    for (let i = 0; i < times; i += 1) {
        await new Promise(resolve => setTimeout(resolve, 300));
        const before = box.textContent;
        out.push(await new Promise(resolve => {
            let left = false;
            const begin = performance.now();
            const watch = new MutationObserver(() => {
                left ||= box.textContent !== before;
                if (left && new RegExp(pattern).test(box.textContent)) {
                    watch.disconnect();
                    resolve(performance.now() - begin);
                }
            });
            watch.observe(box, { subtree: true, childList: true, characterData: true });
            inputs[(i + 1) % inputs.length].click();
        }));
    }
    return out;
}"""

# Types a letter and tells how long after it the text was confirmed as saved.
TYPE = """async ([field, told, times]) => {
    const area = document.querySelector(field), box = document.querySelector(told);
    const out = [];
    for (let i = 0; i < times; i += 1) {
        out.push(await new Promise(resolve => {
            let left = false;
            const begin = performance.now();
            const watch = new MutationObserver(() => {
                const saved = /Saved \\d/.test(box.textContent);
                left ||= !saved;
                if (left && saved) { watch.disconnect(); resolve(performance.now() - begin); }
            });
            watch.observe(box, { subtree: true, childList: true, characterData: true });
            area.value += 'x';
            area.dispatchEvent(new Event('input', { bubbles: true }));
        }));
        await new Promise(resolve => setTimeout(resolve, 200));
    }
    return out;
}"""


@dataclass(frozen=True)
class Goal:
    """One thing measured: ours must be at most `limit`."""

    name: str
    ours: float
    limit: float
    unit: str

    @property
    def missed_by(self) -> float:
        """Return by how much the goal is missed, as a share of the limit; 0 where it is met."""
        return max(0.0, self.ours / self.limit - 1)

    def __str__(self) -> str:
        verdict = f"MISSED by {self.missed_by:.0%}" if self.missed_by else "met"
        return f"{self.name:<58} {self.ours:8.2f} {self.unit:<3} goal {self.limit:8.2f}  {verdict}"


def end_sessions(server: Server) -> None:
    """End every kernel of the server, so that the next opening starts one of its own."""
    base, _, rest = server.address.partition("/lab/")
    headers = {"Authorization": f"token {rest.partition('token=')[2]}"}

    def ask(method: str, place: str) -> bytes:
        request = Request(f"{base}/api/{place}", headers=headers, method=method)  # noqa: S310 - ours
        with urlopen(request) as answer:  # noqa: S310 - our own server on this machine
            return bytes(answer.read())

    for session in json.loads(ask("GET", "sessions")):
        ask("DELETE", f"sessions/{session['id']}")


def open_cold(learner: Learner, path: str, control: str) -> float:
    """Return the seconds from navigation, with no kernel yet, to the first live control."""
    end_sessions(learner.server)
    page = learner.second_window()
    begin = time.perf_counter()
    page.goto(learner.address(path), wait_until="commit")
    page.locator(control).first.wait_for(timeout=60_000)
    took = time.perf_counter() - begin
    learner.wait_live(page)
    page.close()
    return took


def bare_folder(place: Path, controls: int) -> Path:
    """Write the bare notebook: as many statements as the lesson has controls, and nothing else."""
    source = 'import benchbook; benchbook.ask("bare", "q-{}")'
    cells: list[dict[str, Any]] = [
        {"cell_type": "code", "id": f"q-{n}", "metadata": {}, "execution_count": None,
         "outputs": [], "source": [source.format(n)]}
        for n in range(controls)
    ]  # fmt: skip
    kernel = {"name": "benchbook", "display_name": "Benchbook", "language": "python"}
    notebook = {
        "cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip
    place.mkdir()
    (place / "bare.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return place


def write_milliseconds(folder: Path) -> float:
    """Return the time of one write, fsync and replace of a sheet as large as a learner's."""
    sheet = next(folder.rglob("*.answers.json"))
    content = sheet.read_bytes()
    took = []
    for _ in range(50):
        begin = time.perf_counter()
        part = sheet.with_suffix(".part")
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(sheet)
        took.append((time.perf_counter() - begin) * 1000)
    return statistics.median(took)


def resident(processes: list[psutil.Process]) -> float:
    """Return the memory of one kernel in MB."""
    return float(max(process.memory_info().rss for process in processes)) / 1e6


def window(server: Server, folder: Path, chromium: Browser) -> Learner:
    """Return a learner on `server`, in a browser profile of their own."""
    return Learner(server, folder, chromium.new_context(viewport={"width": 1280, "height": 900}))


def status_of(page: Page, control: str) -> str:
    """Return a selector of the status line that belongs to the first `control`."""
    name = page.locator("[data-question]").filter(has=page.locator(control)).first
    return f"[data-question='{name.get_attribute('data-question')}'] .bb-status"


def measure(chromium: Browser, place: Path) -> list[Goal]:
    """Return every goal with what was measured."""
    lesson = place / "ours"
    prepare(lesson)
    controls = len(re.findall(r"benchbook\.ask\(", (lesson / LESSON).read_text(encoding="utf-8")))
    bare = bare_folder(place / "bare", controls)
    with serving(lesson, 0) as ours, kernels.plain_package(place), serving(bare, 0) as plain:
        learner, other = window(ours, lesson, chromium), window(plain, bare, chromium)
        pairs = [
            (open_cold(learner, LESSON, OURS), open_cold(other, "bare.ipynb", BARE))
            for _ in range(OPENINGS)
        ]
        opening, bare_opening = (statistics.median(times) for times in zip(*pairs, strict=True))

        page = learner.open(LESSON)
        memory = resident(learner.kernels(LESSON))
        told = status_of(page, "input[type=radio]")
        scope = told.removesuffix(" .bb-status")
        first = f"{scope} fieldset:first-of-type input[type=radio]"
        saved = median(page, [first, told, "Saved \\d", CHANGES])
        bare_page = other.open("bare.ipynb")
        bare_memory = resident(other.kernels("bare.ipynb"))
        trip = median(bare_page, [BARE, ".widget-vbox > :last-child", "^change", CHANGES])

        page = learner.open(CASE)
        told = status_of(page, "textarea")
        typed = statistics.median(page.evaluate(TYPE, ["[data-question] textarea", told, CHANGES]))
        write = write_milliseconds(lesson)
    figure, bare_figure = kernels.with_figure(), kernels.with_matplotlib()
    allowed = SAVED_GOAL * (trip + write)
    return [
        Goal(
            "navigation to first live control, seconds", opening, OPENING_GOAL * bare_opening, "s"
        ),
        Goal("change to Saved", saved, allowed, "ms"),
        Goal("last key to Saved", typed, QUIET_MS + allowed, "ms"),
        Goal("kernel, before a figure is drawn in it", memory, MEMORY_GOAL * bare_memory, "MB"),
        Goal("kernel, with a figure drawn in it", figure, MEMORY_GOAL * bare_figure, "MB"),
    ]


def median(page: Page, arguments: list[object]) -> float:
    """Return the median of the times that CHANGE measures."""
    return float(statistics.median(page.evaluate(CHANGE, arguments)))


def main(say: Callable[[str], None] = print) -> int:
    """Measure once; return 0 where every goal is met, otherwise 1."""
    prepare_browser()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("BENCHBOOK_CHROMIUM"), args=FLAGS
        )
        goals = measure(chromium, Path(name))
        chromium.close()
    for goal in goals:
        say(str(goal))
    return int(any(goal.missed_by for goal in goals))


if __name__ == "__main__":
    sys.exit(main())
