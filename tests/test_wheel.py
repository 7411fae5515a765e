"""The wheel alone, in an empty environment and an empty folder, is the whole course."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchbook.start import Server
from tests.browser.learner import CASE, LESSON, Learner

ROOT = Path(__file__).resolve().parents[1]
pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]


def ran(*command: object, cwd: Path) -> None:
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the programs of an environment that holds the wheel and what it asks for, nothing else."""
    place = tmp_path_factory.mktemp("wheel")
    ran(sys.executable, "-m", "build", "--wheel", "--outdir", place, ROOT, cwd=place)
    ran(sys.executable, "-m", "venv", place / "environment", cwd=place)
    programs = place / "environment" / ("Scripts" if os.name == "nt" else "bin")
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = place / "pins.txt"
    pins.write_text(
        "\n".join(line for line in lines if not line.startswith("-e")), encoding="utf-8"
    )
    wheel = next(place.glob("*.whl"))
    ran(programs / "python", "-m", "pip", "install", "-q", "-c", pins, wheel, cwd=place)
    return programs


@pytest.fixture(scope="module")
def server(
    installed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Path]]:
    """Give the server that `benchbook start` runs in an empty folder with an empty home."""
    home, empty = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("empty")
    clean = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("JUPYTER", "PYTHONPATH", "BENCHBOOK"))
    }
    environment = {**clean, "HOME": str(home), "USERPROFILE": str(home), "PYTHONUNBUFFERED": "1"}
    log = empty.parent / "start.txt"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [str(installed / "benchbook"), "start", "--no-browser", "--port", "0"],
            cwd=empty, env=environment, stdout=stream, stderr=stream, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        address = None
        for _ in range(480):
            found = re.search(r"http://\S+", log.read_text(encoding="utf-8"))
            if found:
                address = found.group(0)
                break
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.25)
        assert address, log.read_text(encoding="utf-8")
        yield Server(process, address, log), home / "Benchbook"
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def learner(server: tuple[Server, Path], browser: Browser) -> Iterator[Learner]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Learner(server[0], server[1], context)
    context.close()


def test_the_lesson_is_live_and_saves_an_answer(learner: Learner) -> None:
    learner.open(LESSON)
    learner.wait_live()
    learner.question("belief-local").locator("input[type=radio]").first.check()
    learner.wait_saved("belief-local")
    assert "belief-local" in learner.answers(LESSON)["answers"]


def test_a_practice_case_answers_at_once(learner: Learner) -> None:
    learner.open("cases/open-door/open-door.ipynb")
    learner.wait_live()
    charge = learner.question("charge")
    charge.locator("input[type=radio]").first.check()
    charge.get_by_role("button", name="Check my answer").click()
    charge.get_by_role("heading", name=re.compile("^Feedback")).wait_for(timeout=20_000)


def test_a_graded_case_comes_back_marked_after_it_is_handed_in(learner: Learner) -> None:
    page = learner.open(CASE)
    learner.wait_live()
    learner.question("charge").locator("input[type=radio]").first.check()
    learner.wait_saved("charge")
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("button", name="Yes, hand in").click()
    page.get_by_text(re.compile(r"Your marks: [\d.]+ of 50 points")).wait_for(timeout=60_000)


def test_the_wheel_places_the_extension_and_the_kernel_where_jupyter_looks(installed: Path) -> None:
    share = installed.parent / "share" / "jupyter"
    assert (share / "labextensions" / "benchbook" / "package.json").is_file()
    assert (share / "kernels" / "benchbook" / "kernel.json").is_file()
