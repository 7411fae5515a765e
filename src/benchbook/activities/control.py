"""The learner's controls: one anywidget class for each kind, drawn by that kind's `control.js`.

The kernel holds no answer of its own: the answer sheet does. A control shows what is recorded,
sends what the learner changes (`draft`) and says “Saved” only when the kernel has confirmed it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import anywidget
import traitlets

from .kinds import HERE, folder_of


class Control(anywidget.AnyWidget):
    """One question on the learner's page. The traits are described in docs/architecture.md."""

    question: Any = traitlets.Dict().tag(sync=True)
    answer: Any = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    draft: Any = traitlets.Dict().tag(sync=True)
    saved: Any = traitlets.Dict().tag(sync=True)
    feedback: Any = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    practice = traitlets.Bool(default_value=False).tag(sync=True)
    closed = traitlets.Bool(default_value=False).tag(sync=True)


class HandInControl(Control):
    """The button that ends a case, and what comes back after it."""

    html = traitlets.Unicode().tag(sync=True)


@cache
def control_class(kind: str) -> type[Control]:
    """Return the control class of the kind named `kind`."""
    folder = HERE if kind == "hand-in" else folder_of(kind)
    script = "hand_in.js" if kind == "hand-in" else "control.js"
    base = HandInControl if kind == "hand-in" else Control
    scripts = [HERE / "drawing.js", HERE / "control.js", folder / script]
    texts = [p.read_text(encoding="utf-8") for p in scripts]
    styles = (
        [HERE / "control.css", folder / "control.css"] if folder != HERE else [HERE / "control.css"]
    )
    css = "\n".join(p.read_text(encoding="utf-8") for p in styles if p.is_file())
    name = "".join(part.title() for part in kind.split("-")) + "Control"
    made: type[Control] = type(
        name, (base,), {"_esm": "\n".join(texts), "_css": css, "__module__": __name__}
    )
    return made


def control(kind: str, **traits: Any) -> Control:
    """Return a control of the kind named `kind`."""
    return control_class(kind)(**traits)
