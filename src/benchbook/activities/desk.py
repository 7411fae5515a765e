"""A learner's desk: one case or lesson in one folder, with its answer sheet and its live controls.

Two pages of the same notebook share a kernel, so they share a desk: what one page records the
other is shown, and the answer it replaced is kept in the sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..answers import SheetFile
from ..errors import SheetError, UsageError

if TYPE_CHECKING:
    from .control import Control

Respond = Callable[[str, dict[str, Any]], dict[str, Any]]
# Each page that is opened adds controls to the kernel; a closed page cannot say that it is gone.
PAGES_KEPT = 4


class Desk:
    """One case or lesson as its page knows it: public questions, answers, controls."""

    def __init__(
        self, folder: Path, public: dict[str, Any], respond: Respond | None = None
    ) -> None:
        """Open the desk of the case or lesson `public` in `folder`.

        `respond` marks an answer at once; a graded case is given none.
        """
        self.public = public
        self.respond = respond
        self.sheet_file = SheetFile(folder, public["id"], public.get("edition"))
        self.questions: dict[str, dict[str, Any]] = {q["id"]: q for q in public["questions"]}
        self._controls: dict[str, list[Control]] = {}
        self._watching: list[Callable[[], None]] = []

    def question(self, name: str) -> dict[str, Any]:
        """Return the public question `name`. Raises UsageError with the ids there are."""
        try:
            return self.questions[name]
        except KeyError:
            ids = ", ".join(self.questions)
            raise UsageError(
                f"“{self.public['id']}” has no question “{name}”. It has: {ids}."
            ) from None

    def watch(self, told: Callable[[], None]) -> None:
        """Let `told` be called after every answer that is recorded."""
        self._watching = [*self._watching, told][-PAGES_KEPT:]

    @property
    def closed(self) -> bool:
        """Whether the sheet has been handed in."""
        return self.sheet_file.sheet.state == "handed-in"

    def recorded(self, question: str) -> dict[str, Any] | None:
        """Return the answer that stands for `question`, or None."""
        entry = self.sheet_file.sheet.answers.get(question)
        return entry.answer if entry else None

    def control(self, name: str) -> Control:
        """Return a live control for the question `name`, showing the recorded answer."""
        from .control import control

        question = self.question(name)
        self.sheet_file.refresh()
        shown = {**question, "key": f"{self.public['id']}/{name}"}
        made = control(
            question["kind"],
            question=shown,
            answer=self.recorded(name),
            before=self.recorded(question["again"]) if question.get("again") else None,
            saved=self._status(name, {}),
            practice=self.respond is not None and not question.get("belief"),
            closed=self.closed,
        )
        made.observe(lambda change: self._drafted(made, name, change["new"]), names="draft")
        pages = self._controls.setdefault(name, [])
        pages.append(made)
        if len(pages) > PAGES_KEPT:
            pages.pop(0).close()
        return made

    def _status(self, name: str, draft: dict[str, Any]) -> dict[str, Any]:
        base = {"n": draft.get("n", 0), "tab": draft.get("tab", "")}
        entry = self.sheet_file.sheet.answers.get(name)
        message = self.sheet_file.notice
        if self.closed:
            message = "Handed in. Your answers can be read but not changed."
        if entry is None or entry.answer is None:
            return {**base, "state": "empty", "at": "", "message": message}
        return {**base, "state": "saved", "at": clock(entry.changed), "message": message}

    def _drafted(self, made: Control, name: str, draft: dict[str, Any]) -> None:
        answer = draft.get("answer")
        tab = str(draft.get("tab", ""))[:64]
        if not (answer is None or isinstance(answer, dict)) or "n" not in draft:
            return
        try:
            if answer != self.recorded(name) or self.sheet_file.refresh():
                self.sheet_file.record(name, answer, tab)
        except SheetError as error:
            base = {"n": draft.get("n", 0), "tab": tab, "at": ""}
            made.saved = {**base, "state": "not-saved", "message": str(error)}
            made.closed = self.closed
            return
        status = self._status(name, draft)
        # The trait follows the sheet on every control, or a later change back would not be seen.
        made.answer = answer
        made.saved = status
        for later in self.questions.values():
            if later.get("again") == name:
                for shown in self._controls.get(later["id"], []):
                    shown.before = answer
        for other in self._controls.get(name, []):
            if other is not made:
                other.answer = answer
                other.saved = status
        for told in self._watching:
            told()
        if answer and draft.get("check") and self.respond is not None:
            made.feedback = self.respond(name, answer)

    def settle(self) -> None:
        """Show on every control what the sheet now says: handed in, or opened again."""
        for name, pages in self._controls.items():
            for made in pages:
                made.closed = self.closed
                made.answer = self.recorded(name)
                made.feedback = None
                made.saved = self._status(name, {"n": made.saved.get("n", 0), "tab": "all"})


def clock(moment: str) -> str:
    """Return the time of day of an ISO 8601 moment, as a learner reads it."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%H:%M")
    except ValueError:
        return ""
