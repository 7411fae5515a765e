"""`benchbook cohort open`: formgrader on the cohort, whatever the person's own settings say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchbook.cohort.folder import Cohort
from benchbook.start import Server, serving

from .conftest import CASE

pytestmark = pytest.mark.long


@pytest.fixture
def server(cohort: Cohort, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Give the server of an instructor who has turned nbgrader off for other work."""
    own = tmp_path / "settings"
    own.mkdir()
    off = {"ServerApp": {"jpserver_extensions": {"nbgrader.server_extensions.formgrader": False}}}
    (own / "jupyter_server_config.json").write_text(json.dumps(off), encoding="utf-8")
    before = {p: p.read_bytes() for p in own.rglob("*") if p.is_file()}
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(own))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    with serving(cohort.root, 0, formgrader=True) as running:
        yield running
    assert {p: p.read_bytes() for p in before} == before


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """Give a page that reaches nothing but the server, and asks it to reach nothing either."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    base = server.address.partition("/formgrader")[0]
    context.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith(base) else route.abort(),
    )
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context.new_page()
    context.close()
    assert [url for url in asked if "/lab/api/news" in url or "/lab/api/update" in url] == []
    assert [url for url in asked if not url.startswith((base, "data:", "blob:"))] == []


def test_formgrader_lists_the_released_case_and_the_lab_hides_nothing(
    page: Page, server: Server, cohort: Cohort
) -> None:
    page.goto(server.address)
    expect(page.get_by_role("link", name=CASE).first).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile("/formgrader/manage_assignments"))
    assert "not a subdirectory" not in page.inner_text("body")
    page.goto(server.address.replace("/formgrader?", "/lab?"))
    expect(page.locator("#jp-MainMenu")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("listitem", name=re.compile("people.csv"))).to_be_visible(
        timeout=60_000
    )
    page.wait_for_timeout(2000)  # news and updates are asked for a moment later
    assert not (cohort.root / ".benchbook").exists()
