"""What the marking cell of a case notebook does when nbgrader runs it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from ..answers import sheet_name
from ..answers.sheet_file import read_sheet
from ..errors import SheetError, UsageError
from .award import award
from .feedback import feedback
from .keys import VARIABLE, key_of


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
    asked = key.question(question)
    path = folder / sheet_name(case)
    note = ""
    answer = None
    try:
        if path.is_file():
            answer = read_sheet(path).standing().get(question)
        else:
            note = "<p>There is no answer sheet in this hand-in.</p>"
    except SheetError as error:
        note = f"<p>The answer sheet could not be read. {escape(str(error))}</p>"
    mark = award(asked, answer)
    return float(mark.points), note + feedback(mark)
