"""Take the pictures of the README: `python tests/screenshots.py` writes docs/images/ anew.

A real JupyterLab and a real Chromium, with the course as it stands.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchbook.start import prepare, serving
from tests.browser.conftest import FLAGS, NAMES
from tests.browser.learner import CASE, LESSON, Learner

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
