"""Prepare what pip cannot bring, then run the tests: `python tests/run.py [pytest's arguments]`.

The browser tests need Chromium. The system's own is used first, then Playwright's own, and as root
on Debian or Ubuntu the distribution's package is installed. Where none can be prepared, the tests
that need it fail with a sentence that names the remedy. Nothing is left out in silence.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank")


def system_browser() -> str | None:
    """Return the path of a Chromium or Chrome of this machine that starts, or None."""
    found = [which for name in NAMES if (which := shutil.which(name))]
    return next(
        filter(starts, [*found, *(place for place in PLACES if Path(place).is_file())]), None
    )


def starts(path: str) -> bool:
    """Tell whether the browser at `path` can show a page: a package may be there but broken."""
    try:
        done = subprocess.run([path, *FLAGS], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"<html" in done.stdout


def playwrights_browser() -> str | None:
    """Return the path of Playwright's own Chromium, fetched if need be, or None."""
    tell("No Chromium or Chrome on this machine. Trying Playwright's own.")
    try:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], timeout=600, check=True
        )
    except (OSError, subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if starts(path) else None


def distributions_browser() -> str | None:
    """Return the path of Chromium installed from the distribution, as root with apt, or None."""
    apt = shutil.which("apt-get")
    if apt is None or os.name != "posix" or os.geteuid() != 0:
        return None
    tell("Installing the package chromium with apt-get.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        if subprocess.run([apt, "-qq", *step], env=quiet, check=False).returncode:
            return None
    return system_browser()


def prepare_browser() -> None:
    """Name a working Chromium in BENCHBOOK_CHROMIUM, unless one is named already."""
    if os.environ.get("BENCHBOOK_CHROMIUM"):
        return
    found = system_browser() or playwrights_browser() or distributions_browser()
    if found:
        os.environ["BENCHBOOK_CHROMIUM"] = found
        tell(f"Browser: {found}")
    else:
        tell("No browser could be prepared: the tests that need one will fail and say what to do.")


def tell(sentence: str) -> None:
    """Say one sentence on standard error, at once."""
    print(sentence, file=sys.stderr, flush=True)


def main() -> int:
    """Return pytest's exit status."""
    prepare_browser()
    return subprocess.run(
        [sys.executable, "-m", "pytest", *sys.argv[1:]], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
