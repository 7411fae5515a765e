"""The one browser of a test run: Playwright cannot be started twice in a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a running Chromium."""
    found = chromium.path()
    if found is None:
        pytest.fail(chromium.REMEDY)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=chromium.FLAGS)
        yield running
        running.close()
