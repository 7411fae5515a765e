"""A real course, served by a real JupyterLab, in a real Chromium that reaches nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from benchbook.start import Server, prepare, serving

from .learner import Learner

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",  # Chromium refuses to run as root without it; the pages are our own
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a running Chromium."""
    found = os.environ.get("BENCHBOOK_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if found is None:
        pytest.fail(
            "No Chromium was found. Install Chromium or Chrome, or run “python tests/run.py”, "
            "which prepares one, or name one in the environment variable BENCHBOOK_CHROMIUM."
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a learner's folder, freshly prepared."""
    place = tmp_path_factory.mktemp("Benchbook")
    prepare(place)
    return place


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """Give JupyterLab on that folder."""
    with serving(folder, 0) as running:
        yield running


@pytest.fixture
def learner(server: Server, folder: Path, browser: Browser) -> Iterator[Learner]:
    """Give a learner with a window of their own, who was asked nothing and reached nothing else."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    someone = Learner(server, folder, context)
    yield someone
    context.close()
    assert someone.outside == []
    assert someone.failures == []
