"""Draw the figures of lessons as SVG, the same bytes each time."""

from __future__ import annotations

import io
from importlib import import_module


def draw_svg(name: str) -> str:
    """Return the figure that `benchbook.figures.<name>.<name>` draws, as SVG text."""
    import matplotlib

    figure = getattr(import_module(f"benchbook.figures.{name}"), name)()
    out = io.StringIO()
    # Fixed salt and no date: the same figure is the same file.
    with matplotlib.rc_context({"svg.hashsalt": "benchbook", "svg.fonttype": "path"}):
        figure.savefig(
            out, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight"
        )
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
