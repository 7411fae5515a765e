"""A learner at the browser: what the tests do and see on a page of the course."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psutil
from playwright.sync_api import BrowserContext, Dialog, Error, Locator, Page, Route

from benchbook.start import Server

LESSON = "02 Act, means and purpose/definition.ipynb"
CASE = "cases/night-shift/night-shift.ipynb"
PAGE = ".benchbook-page:not(.lm-mod-hidden)"
LIVE_SECONDS = 60.0

CELLS = """page => [...page.querySelectorAll('.jp-Cell')].map(cell => [
    [...cell.classList].filter(name => name.endsWith('Cell')).sort().join(' '),
    cell.classList.contains('jp-MarkdownCell') && cell.classList.contains('jp-mod-rendered'),
    cell.querySelector('.jp-MarkdownOutput')?.textContent ?? '',
])"""

SIDEWAYS = """page => {
    const out = [];
    const scrolls = page.querySelector('.jp-WindowedPanel-outer');
    for (const node of [scrolls, ...scrolls.querySelectorAll('*')]) {
        const box = node.getBoundingClientRect();
        const style = getComputedStyle(node);
        if (!box.width || style.clipPath !== 'none' || style.position === 'absolute') continue;
        const wide = node.scrollWidth > node.clientWidth + 1 && style.overflowX !== 'visible'
            && style.overflowX !== 'hidden';
        if (wide || box.right > innerWidth + 1) {
            out.push(`${node.tagName}.${node.className} ${Math.round(box.right)} of ${innerWidth}`);
        }
    }
    return out;
}"""


class Learner:
    """One window on a running course, and what went on in it besides what was asked for."""

    def __init__(self, server: Server, folder: Path, context: BrowserContext) -> None:
        self.server = server
        self.folder = folder
        self.context = context
        self.outside: list[str] = []
        self.dialogs: list[str] = []
        self.failures: list[str] = []
        context.route("**/*", self._only_inside)
        self.page = self._window()

    def _only_inside(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname == urlsplit(self.server.address).hostname:
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _window(self) -> Page:
        page = self.context.new_page()
        page.on("dialog", self._on_dialog)
        page.on("pageerror", lambda error: self.failures.append(f"{error} {error.stack}"))
        return page

    def _on_error(self, error: Error) -> None:
        # The kernel lets go of controls whose page is long closed; where a new page was just
        # about to load one of them, anywidget says so. It is shown nowhere, and nothing is missing.
        if not ("Failed to initialize model" in str(error) and "AbortSignal" in str(error)):
            self.failures.append(str(error))

    def _on_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(f"{dialog.type}: {dialog.message}")
        dialog.accept()

    def second_window(self) -> Page:
        """Open another window of the same browser, and return it."""
        return self._window()

    def address(self, path: str) -> str:
        """Return the address of a notebook in the learner's folder."""
        token = self.server.address.partition("?")[2]
        base = self.server.address.partition("/lab/")[0]
        return f"{base}/lab/tree/{quote(path)}?{token}"

    def open(self, path: str, page: Page | None = None) -> Page:
        """Open a page of the course and wait until it is live."""
        page = page or self.page
        page.goto(self.address(path))
        self.wait_live(page)
        return page

    def wait_live(self, page: Page | None = None) -> None:
        """Wait until every statement of the page has run and its controls are drawn."""
        page = page or self.page
        page.wait_for_selector(f"{PAGE}[data-benchbook=live]", timeout=LIVE_SECONDS * 1000)
        page.wait_for_load_state("networkidle")

    def question(self, name: str, page: Page | None = None) -> Locator:
        """Return the control of one question."""
        return (page or self.page).locator(f"{PAGE} [data-question='{name}']").first

    def wait_saved(self, name: str, page: Page | None = None) -> None:
        """Wait until the control of one question says that its answer is saved."""
        status = self.question(name, page).get_by_text(re.compile(r"^Saved \d\d:\d\d"))
        status.wait_for(timeout=10_000)

    def cells(self, page: Page | None = None) -> Any:
        """Return what the page's cells are: sort, rendered or not, text."""
        return (page or self.page).locator(PAGE).evaluate(CELLS)

    def sideways(self) -> list[str]:
        """Return what of our page needs sideways scrolling, or stands out of the window."""
        found: list[str] = self.page.locator(PAGE).evaluate(SIDEWAYS)
        return found

    def answers(self, path: str) -> dict[str, Any]:
        """Return what the answer sheet beside a notebook holds, nothing if there is none yet."""
        sheet = (self.folder / path).with_suffix(".answers.json")
        if not sheet.exists():
            return {}
        told: dict[str, Any] = json.loads(sheet.read_text(encoding="utf-8"))
        return told

    def kernels(self, path: str) -> list[psutil.Process]:
        """Return the kernel processes of the notebook's folder."""
        return [
            each for each in self._children() if Path(each.cwd()) == (self.folder / path).parent
        ]

    def until(self, seconds: float, what: Callable[[], object]) -> float:
        """Wait until `what()` is true and return how long it took; AssertionError after that."""
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            if what():
                return time.monotonic() - begin
            self.page.wait_for_timeout(50)  # meanwhile requests of the page are let through
        raise AssertionError(f"not within {seconds} seconds")

    def _children(self) -> Iterator[psutil.Process]:
        for child in psutil.Process(self.server.process.pid).children(recursive=True):
            try:
                if "ipykernel_launcher" in child.cmdline():
                    yield child
            except psutil.NoSuchProcess:
                continue
