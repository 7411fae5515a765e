"""A figure as SVG that stands inside a page, with its alternative text."""

from __future__ import annotations

import io
import re
from html import escape

import matplotlib
from matplotlib.figure import Figure


def inline_svg(figure: Figure, name: str, alt: str) -> str:
    """Return `figure` as an SVG element whose ids begin with `name`, read aloud as `alt`.

    The same figure gives the same bytes. `name` keeps the ids of several figures of a page apart.
    """
    out = io.StringIO()
    # Text becomes outlines, so that it looks the same on every machine; `alt` carries the words.
    with matplotlib.rc_context({"svg.hashsalt": "benchbook", "svg.fonttype": "path"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = re.sub(r"url\(#", f"url(#{name}-", text)
    text = re.sub(r'href="#', f'href="#{name}-', text)
    head = f'<svg role="img" aria-label="{escape(alt)}" '
    return head + text.removeprefix("<svg ").strip()
