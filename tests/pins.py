"""Compile the pins: `python tests/pins.py` writes requirements.txt and requirements-test.txt anew.

pyproject.toml states ranges; these files state one version of everything, for the lowest supported
Python, with markers for newer ones. Needs `uv` (pip install uv). Run it when a range changes.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = "# Compiled from pyproject.toml by “python tests/pins.py”. Do not edit.\n"
# The package itself, from this folder: `pip install -r` installs the course and its command.
ITSELF = "-e .\n"
FILES: dict[str, list[str]] = {"requirements.txt": [], "requirements-test.txt": ["--extra", "test"]}


def compiled(extra: list[str]) -> str:
    """Return the text of one requirements file. Raises CalledProcessError with uv's own words."""
    command = [
        "uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11",
        "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet",
    ]  # fmt: skip
    done = subprocess.run([*command, *extra], cwd=ROOT, check=True, capture_output=True, text=True)
    return HEAD + ITSELF + done.stdout


def main() -> None:
    for name, extra in FILES.items():
        (ROOT / name).write_text(compiled(extra), encoding="utf-8")
        print(f"wrote {name}")


if __name__ == "__main__":
    main()
