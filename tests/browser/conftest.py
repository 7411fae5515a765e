"""A real course, served by a real JupyterLab, in a real Chromium that reaches nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchbook.start import Server, prepare, serving

from .learner import Learner


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
