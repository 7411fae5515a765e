"""What the marking cell of a case notebook does when nbgrader runs it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from ..activities.mark import Mark
from ..errors import UsageError
from .award import award
from .feedback import feedback
from .keys import VARIABLE, key_of
from .marked import Received, receive


def mark_cell(case: str, question: str, folder: Path) -> tuple[float, str]:
    """Return the points, a built-in float, and the feedback HTML for one question.

    The sheet is read from `folder`. No sheet, or one that cannot be read, earns 0 and says so.
    Raises UsageError where there is no key: silence would be full marks to nbgrader.
    """
    key = key_of(case, folder)
    if key is None:
        raise UsageError(
            f"There is no key for the case “{case}”. Put cases/{case}.yaml beside nbgrader_config.py, "
            f"or name the folder of cases in {VARIABLE}."
        )
    received = receive(folder, case)
    mark = award(key.question(question), received.answers().get(question))
    return float(mark.points), shown_mark(received, mark)


def shown_mark(received: Received, mark: Mark) -> str:
    """Return the HTML under a marking cell: what is wrong with the sheet, and the feedback."""
    note = f"<p>{escape(received.problem)}</p>" if received.problem else ""
    return note + feedback(mark)
