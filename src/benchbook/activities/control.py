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
    before: Any = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    draft: Any = traitlets.Dict().tag(sync=True)
    saved: Any = traitlets.Dict().tag(sync=True)
    feedback: Any = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    practice = traitlets.Bool(default_value=False).tag(sync=True)
    closed = traitlets.Bool(default_value=False).tag(sync=True)


class HandInControl(Control):
    """The button that ends a case, and what comes back after it."""

    html = traitlets.Unicode().tag(sync=True)
    # The workshop the learner takes part in, the receipt once handed in, and the hand-in's bytes.
    member: Any = traitlets.Dict().tag(sync=True)
    handed: Any = traitlets.Dict().tag(sync=True)
    file: Any = traitlets.Bytes().tag(sync=True)


class SearchControl(Control):
    """The search of the start page; `index` is what build prepared, each entry with its page."""

    index: Any = traitlets.List().tag(sync=True)


# Controls that are no kind of question: their script lies beside this file.
OTHERS: dict[str, type[Control]] = {"hand-in": HandInControl, "search": SearchControl}


@cache
def control_class(kind: str) -> type[Control]:
    """Return the control class of the kind named `kind`."""
    base = OTHERS.get(kind, Control)
    own = (
        HERE / f"{kind.replace('-', '_')}.js" if kind in OTHERS else folder_of(kind) / "control.js"
    )
    scripts = [HERE / "drawing.js", HERE / "control.js", own]
    styles = (
        [HERE / "control.css"]
        if kind in OTHERS
        else [HERE / "control.css", own.with_suffix(".css")]
    )
    traits = {
        "_esm": "\n".join(p.read_text(encoding="utf-8") for p in scripts),
        "_css": "\n".join(p.read_text(encoding="utf-8") for p in styles if p.is_file()),
        "__module__": __name__,
    }
    name = "".join(part.title() for part in kind.split("-")) + "Control"
    made: type[Control] = type(name, (base,), traits)
    return made


def control(kind: str, **traits: Any) -> Control:
    """Return a control of the kind named `kind`."""
    return control_class(kind)(**traits)
