"""Formgrader, in a real browser: the ruling beside its criteria, marks by criterion, no script run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .conftest import CASE, Course

pytestmark = pytest.mark.long
CRITERION = "ruling-not-proved"


@pytest.fixture(scope="module")
def address(course: Course) -> Iterator[str]:
    """Give the address of stock formgrader on the course."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True",
        f"--ServerApp.root_dir={course.root}", "--ServerApp.jpserver_extensions=nbgrader.server_extensions.formgrader=True",
    ]  # fmt: skip
    log = course.root / "server.log"
    with log.open("wb") as stream:
        server = subprocess.Popen(
            command, cwd=course.root, stdout=stream, stderr=stream, env=dict(os.environ)
        )
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{base}/formgrader", timeout=5)  # noqa: S310 # our own server
                break
            except OSError:
                assert server.poll() is None, log.read_text()
                time.sleep(0.25)
        else:
            pytest.fail(log.read_text())
        yield base
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    context.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith(address) else route.abort(),
    )
    page = context.new_page()
    yield page
    context.close()


def open_submission(page: Page, address: str, course: Course, learner: str) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        name = gradebook.find_submission_notebook(CASE, CASE, learner).id
    page.goto(f"{address}/formgrader/submissions/{name}/?index=0")
    page.wait_for_selector("input.score")


def test_formgrader_shows_the_ruling_as_the_learner_wrote_it(
    page: Page, address: str, course: Course
) -> None:
    open_submission(page, address, course, "full")
    text = course.case.question("ruling").key_answer()["text"]
    assert text.split("\n")[0][:60] in page.inner_text("body")


def test_formgrader_takes_marks_by_criterion_and_keeps_them(
    page: Page, address: str, course: Course
) -> None:
    open_submission(page, address, course, "malformed")
    box = page.locator(f"input.score#{CRITERION}")
    box.fill("2")
    box.press("Tab")
    page.wait_for_load_state("networkidle")
    assert course.scores("malformed")[CRITERION] == 2.0
    assert CRITERION not in course.manual("malformed")


def test_no_script_that_a_learner_wrote_runs_in_formgrader(
    page: Page, address: str, course: Course
) -> None:
    open_submission(page, address, course, "evil")
    page.wait_for_timeout(1000)
    assert page.evaluate("window.ran ?? 'nothing'") == "nothing"
    assert "<script>window.ran" in page.inner_text("body")


def test_no_script_that_a_learner_wrote_runs_in_feedback(page: Page, course: Course) -> None:
    course.run("generate_feedback", CASE, "--force")
    html = (course.root / "feedback" / "evil" / CASE / f"{CASE}.html").read_text(encoding="utf-8")
    page.set_content(html, wait_until="domcontentloaded")
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran ?? 'nothing'") == "nothing"
