"""End a case: close the sheet, and outside a cohort mark it in a process of its own.

The learner's kernel never opens a graded key: the other process does, and only after the sheet is
closed. In a cohort the sheet is closed and the instructor marks it.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import SheetError

if TYPE_CHECKING:
    from .activities.control import HandInControl
    from .activities.desk import Desk

COHORT = "cohort.json"
WAITING = "Your answers are closed. They are being marked now; this takes a few seconds."
IN_COHORT = "Your answers are closed and safe. Your instructor collects and marks them."
_TASKS: set[asyncio.Task[None]] = set()


def in_cohort(folder: Path) -> bool:
    """Tell whether `folder` belongs to a cohort: a cohort's card lies in it or above it."""
    return any((p / COHORT).is_file() for p in (folder.resolve(), *folder.resolve().parents))


def hand_in_control(desk: Desk) -> HandInControl:
    """Return the control that hands in, starts a practice case again, and shows what came back."""
    from .activities.control import control

    folder = desk.sheet_file.path.parent
    question = {
        "id": "hand-in-button",
        "kind": "hand-in",
        "key": f"{desk.public['id']}/hand-in",
        "use": desk.public["use"],
        "cohort": in_cohort(folder),
        "questions": [{"id": q["id"], "title": q["title"]} for q in desk.questions.values()],
    }
    made: Any = control("hand-in", question=question, closed=desk.closed, saved=_status(desk, {}))
    made.observe(lambda change: _asked(desk, made, folder, change["new"]), names="draft")
    if desk.closed:
        _show_marks(desk, made, folder)
    shown: HandInControl = made
    return shown


def _status(
    desk: Desk, draft: dict[str, Any], message: str = "", state: str = "saved"
) -> dict[str, Any]:
    unanswered = [q for q in desk.questions if desk.recorded(q) is None]
    return {
        "n": draft.get("n", 0),
        "tab": draft.get("tab", ""),
        "state": state,
        "message": message,
        "unanswered": unanswered,
    }


def _asked(desk: Desk, made: Any, folder: Path, draft: dict[str, Any]) -> None:
    try:
        if draft.get("action") == "hand-in":
            desk.sheet_file.hand_in()
        elif draft.get("action") == "start-again" and desk.public["use"] == "practice":
            desk.sheet_file.start_again()
        elif draft.get("action") != "look":
            return
    except SheetError as error:
        made.saved = _status(desk, draft, str(error), "not-saved")
        return
    if draft["action"] != "look":
        desk.settle()
    made.closed = desk.closed
    made.html = ""
    made.saved = _status(desk, draft)
    if desk.closed:
        _show_marks(desk, made, folder)


def _show_marks(desk: Desk, made: Any, folder: Path) -> None:
    if made.question["cohort"]:
        made.saved = _status(desk, made.saved, IN_COHORT)
        return
    made.saved = _status(desk, made.saved, WAITING)
    task = asyncio.get_running_loop().create_task(_marked(desk, made, folder))
    # The loop holds tasks weakly: without this one could be thrown away half done.
    _TASKS.add(task)
    task.add_done_callback(_TASKS.discard)


async def _marked(desk: Desk, made: Any, folder: Path) -> None:
    command = [
        sys.executable,
        "-P",
        "-m",
        "benchbook.marking.self_mark",
        str(folder),
        desk.public["id"],
    ]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    try:
        told: dict[str, str] = json.loads(out)
    except ValueError:
        told = {
            "error": "Your answers are safe, but they could not be marked here. Close the page and open it again."
        }
    made.html = told.get("html", "")
    made.saved = _status(desk, made.saved, told.get("error", ""))
