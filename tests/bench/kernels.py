"""The kernels that a lesson is compared with: plain ipywidgets, and matplotlib alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from jupyter_client.manager import start_new_kernel

# Stands in for the package in the bare kernel, so that the same extension runs the bare notebook.
PLAIN = """
import ipywidgets
from IPython.display import display

def ask(notebook, question):
    told = ipywidgets.Label("none yet")
    choice = ipywidgets.RadioButtons(options=["one", "two", "three"], description=question)

    def changed(change):
        told.value = f"change {change['new']}"

    choice.observe(changed, "value")
    display(ipywidgets.VBox([choice, told]))
"""

FIGURE = """
import benchbook
benchbook.ask("definition", "belief-local")
benchbook.figure("definition", "three-elements")
from benchbook.notebooks.figures import draw_svg
drawn = draw_svg("three_elements")
"""

MATPLOTLIB = """
import ipywidgets
import matplotlib.pyplot
ipywidgets.RadioButtons(options=["one"])
"""


@contextmanager
def plain_package(place: Path) -> Iterator[None]:
    """Let kernels of servers started meanwhile import the stand-in instead of the package."""
    package = place / "plain" / "benchbook"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(PLAIN, encoding="utf-8")
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(package.parent)
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def with_figure() -> float:
    """Return the memory in MB of a learner's kernel in which the lesson's figure was drawn."""
    return _after(FIGURE)


def with_matplotlib() -> float:
    """Return the memory in MB of a kernel with plain ipywidgets that imports matplotlib."""
    return _after(MATPLOTLIB)


def _after(code: str) -> float:
    manager, client = start_new_kernel(env={**os.environ, "JPY_SESSION_NAME": "bench.ipynb"})
    try:
        reply = client.execute_interactive(code, output_hook=lambda _: None, timeout=120)
        if reply["content"]["status"] != "ok":
            raise RuntimeError(reply["content"])
        ours = psutil.Process().children()
        [kernel] = [each for each in ours if "ipykernel_launcher" in each.cmdline()]
        return float(kernel.memory_info().rss) / 1e6
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
