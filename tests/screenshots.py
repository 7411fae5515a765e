"""Take the pictures of the README: `python tests/screenshots.py` writes docs/images/ anew.

A real JupyterLab and a real Chromium, with the course as it stands.
"""

from __future__ import annotations

from pathlib import Path

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
