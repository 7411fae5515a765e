"""Run every lesson headless beside as many bare one-widget notebooks, in turn, in one run.

`python -m tests.bench.headless` prints both times and their ratio, and exits 1 where the goal is
missed: all lessons in at most twice the time of the bare notebooks.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from benchbook.jupyter_paths import find_kernel

ROOT = Path(__file__).resolve().parents[2]
GOAL = 2.0
ROUNDS = 3
BARE = "import ipywidgets; ipywidgets.RadioButtons(options=['a', 'b'])"


def bare() -> Any:
    """Return a notebook with one plain widget, on the same kernel."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BARE)])
    notebook.metadata["kernelspec"] = {"name": "benchbook", "display_name": "Benchbook"}
    return notebook


def seconds(notebook: Any, folder: str) -> float:
    """Return how long a fresh kernel takes for the whole notebook."""
    begin = time.perf_counter()
    NotebookClient(notebook, resources={"metadata": {"path": folder}}, timeout=300).execute()
    return time.perf_counter() - begin


def main() -> int:
    """Print the medians over the rounds and return 1 where the ratio is above the goal."""
    find_kernel()
    os.environ.pop("JPY_SESSION_NAME", None)
    lessons = sorted(ROOT.glob("modules/*/*.ipynb"))
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            ours = plain = 0.0
            for path in lessons:
                # Side by side, so that a slow minute of the machine slows both.
                ours += seconds(nbformat.read(path, as_version=4), folder)
                plain += seconds(bare(), folder)
            ratios.append(ours / plain)
            print(
                f"{len(lessons)} lessons {ours:.1f} s, bare {plain:.1f} s, ratio {ours / plain:.2f}"
            )
    ratio = statistics.median(ratios)
    print(f"median ratio {ratio:.2f}, goal {GOAL:g} or less")
    return int(ratio > GOAL)


if __name__ == "__main__":
    sys.exit(main())
