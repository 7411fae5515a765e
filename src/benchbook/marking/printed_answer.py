"""What an answer cell shows when nobody is there to answer: the recorded answer, as text."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from ..answers import sheet_name
from ..answers.sheet_file import read_sheet
from ..errors import SheetError, UsageError
from .feedback import answered


def printed_answer(public: dict[str, Any], question: str, folder: Path) -> str:
    """Return the question and its recorded answer as HTML, read from the sheet in `folder`.

    The sheet is only read: one that is damaged is told, and stays as it was handed in.
    Raises UsageError for a question that the case does not have.
    """
    asked = next((q for q in public["questions"] if q["id"] == question), None)
    if asked is None:
        raise UsageError(f"“{public['id']}” has no question “{question}”.")
    path = folder / sheet_name(public["id"])
    try:
        answer = read_sheet(path).standing().get(question) if path.is_file() else None
    except SheetError as error:
        return f"<p>The answer sheet could not be read. {escape(str(error))}</p>" + answered(
            asked, None
        )
    return answered(asked, answer)
