"""What an answer cell shows when nobody is there to answer: the recorded answer, as text."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from ..errors import UsageError
from .feedback import said, under_prompt
from .marked import Received, receive


def printed_answer(public: dict[str, Any], question: str, folder: Path) -> str:
    """Return the question and its recorded answer as HTML, read from the sheet in `folder`.

    The sheet is only read: one that is damaged is told, and stays as it was handed in.
    Raises UsageError for a question that the case does not have.
    """
    asked = next((q for q in public["questions"] if q["id"] == question), None)
    if asked is None:
        raise UsageError(f"“{public['id']}” has no question “{question}”.")
    received = receive(folder, public["id"])
    return shown_answer(received, asked, said(asked, received.answers().get(question)))


def shown_answer(received: Received, question: dict[str, Any], told: str) -> str:
    """Return the HTML under an answer cell: the public `question` and what was `told` in answer."""
    # A hand-in without a sheet is told where it is marked; here the question stands unanswered.
    problem = "" if received.missing else received.problem
    note = f"<p>{escape(problem)}</p>" if problem else ""
    return note + under_prompt(question, told)
