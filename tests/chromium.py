"""Which Chromium the tests start, and how."""

from __future__ import annotations

import os
import shutil

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
REMEDY = (
    "No Chromium was found. Install Chromium or Chrome, or run “python tests/run.py”, "
    "which prepares one, or name one in the environment variable BENCHBOOK_CHROMIUM."
)


def path() -> str | None:
    """Return the browser that was named or that the system has, or None."""
    named = os.environ.get("BENCHBOOK_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)
