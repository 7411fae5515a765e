"""The marked notebook of a hand-in: the released one, with the outputs that executing it would give.

nbgrader's formgrader shows these notebooks, and its feedback is made of them. They are written as
nbformat writes them; what is the same in all of them is serialised once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ..casebook.case import Case
from .mark_cell import shown_mark
from .marked import MarkedHandIn
from .printed_answer import shown_answer

# What a kernel says of itself, without its version: the same marks give the same bytes anywhere.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
# Stands where the outputs of a cell belong. No text of a case holds this character.
_HERE = "\x00"
_SLOT = re.compile(r'"\\u0000(\d+)"')


class MarkedNotebooks:
    """Makes the marked notebooks of one case, as text."""

    def __init__(
        self, case: Case, released: str, saved: Mapping[str, tuple[str, str]] | None = None
    ) -> None:
        """Prepare the notebooks of `case` from the text of its `released` notebook.

        `saved` is nbgrader's own record of each cell, from the gradebook: by name its source and
        checksum. A release has lost its mark schemes; with `saved` they stand in the marked
        notebook again, as nbgrader puts them back. Raises ValueError where `released` is no notebook.
        """
        self.case = case
        notebook = json.loads(released)
        self._slots = _prepare(notebook, saved or {}, case)
        text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        self._pieces = _SLOT.split(text)[::2]

    def text(self, marked: MarkedHandIn) -> str:
        """Return the marked notebook as JSON text; the same marks give the same text."""
        received = marked.received
        by_question = {q.question.id: q for q in marked.questions}
        parts = [self._pieces[0]]
        for (count, question, part), piece in zip(self._slots, self._pieces[1:], strict=True):
            found = by_question[question]
            if part == "answer":
                html = shown_answer(received, found.question.asked, found.said)
                parts.append(_outputs(count, html))
            else:
                html = shown_mark(received, found.mark)
                parts.append(_outputs(count, html, float(found.mark.points)))
            parts.append(piece)
        return "".join(parts)


def _prepare(
    notebook: dict[str, Any], saved: Mapping[str, tuple[str, str]], case: Case
) -> list[tuple[int, str, str]]:
    """Make `notebook` the marked one but for its outputs; return each place that needs some.

    A place is the count of the cell, the id of its question, and “answer” or “mark”.
    """
    shows = {f"{q.id}-{part}": (q.id, part) for q in case.questions for part in ("answer", "mark")}
    slots: list[tuple[int, str, str]] = []
    count = 0
    for cell in notebook["cells"]:
        told = cell["metadata"].get("nbgrader", {})
        name = told.get("grade_id", "")
        if name in saved:
            source, told["checksum"] = saved[name]
            cell["source"] = source.splitlines(keepends=True)
        if cell["cell_type"] == "code":
            count += 1
            cell["execution_count"] = count
            cell["outputs"] = []
            if name in shows:
                cell["outputs"] = f"{_HERE}{len(slots)}"
                slots.append((count, *shows[name]))
    notebook["metadata"]["language_info"] = LANGUAGE
    return slots


def _outputs(count: int, html: str, points: float | None = None) -> str:
    """Return the outputs of one cell, indented as nbformat writes them."""
    shown = _data({"text/html": html, "text/plain": "<IPython.core.display.HTML object>"})
    written = f'{shown}\n     "metadata": {{}},\n     "output_type": "display_data"\n    }}'
    if points is not None:
        written += (
            f',\n{_data({"text/plain": repr(points)})}\n     "execution_count": {count},\n'
            '     "metadata": {},\n     "output_type": "execute_result"\n    }'
        )
    return f"[\n{written}\n   ]"


def _data(forms: dict[str, str]) -> str:
    lines = {
        form: ",\n       ".join(_ENCODE(line) for line in text.splitlines(keepends=True))
        for form, text in forms.items()
    }
    inner = ",\n".join(f'      "{form}": [\n       {said}\n      ]' for form, said in lines.items())
    return f'    {{\n     "data": {{\n{inner}\n     }},'
