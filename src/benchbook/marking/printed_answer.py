"""What an answer cell shows when nobody is there to answer: the recorded answer, as text."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from ..answers import sheet_name
from ..errors import UsageError
from .feedback import answered
from .marked import receive


def printed_answer(public: dict[str, Any], question: str, folder: Path) -> str:
    """Return the question and its recorded answer as HTML, read from the sheet in `folder`.

    The sheet is only read: one that is damaged is told, and stays as it was handed in.
    Raises UsageError for a question that the case does not have.
    """
    asked = next((q for q in public["questions"] if q["id"] == question), None)
    if asked is None:
        raise UsageError(f"“{public['id']}” has no question “{question}”.")
    received = receive(folder, public["id"])
    # A hand-in without a sheet is told where it is marked; here the question stands unanswered.
    told = received.problem if (folder / sheet_name(public["id"])).is_file() else ""
    note = f"<p>{escape(told)}</p>" if told else ""
    return note + answered(asked, received.answers().get(question))
