"""The control that ends a case: what it shows, and what it does when it is asked.

The learner's kernel never opens a graded key: outside a workshop another process does, and only
after the sheet is closed. In a workshop the sheet is closed and handed in; the instructor marks it.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..cohort.codes import read_code
from ..cohort.folder import CARD
from ..cohort.hand_ins.membership import Membership, find_membership, write_membership
from ..errors import BenchbookError, SheetError
from ..pages import learner_root
from .other_process import begin, other_process
from .sending import HandIn, Way, note, noted, prepare, write_file

if TYPE_CHECKING:
    from ..activities.control import HandInControl
    from ..activities.desk import Desk

MARKING = "Your answers are closed. They are being marked now; this takes a few seconds."
SENDING = "Your answers are closed. They are being handed in now; this takes a few seconds."
IN_COHORT = "Your answers are closed and safe. Your instructor collects and marks them."
CLOSED = "Your answers are closed, but they are not handed in yet. Press “Hand in”."
TAKEN_BACK = "Your answers are open again. What you handed in stays with your instructor until you hand in again."
NO_EXCHANGE = "The workshop's own way to hand in cannot be reached from this computer, so your answers were put into a file."


def in_cohort(folder: Path) -> bool:
    """Tell whether `folder` is the instructor's: a cohort's card lies in it or above it."""
    return any((p / CARD).is_file() for p in (folder.resolve(), *folder.resolve().parents))


def hand_in_control(desk: Desk) -> HandInControl:
    """Return the control that hands in, starts a practice case again, and shows what came back."""
    made: HandInControl = _Ending(desk).made
    return made


class _Ending:
    """The end of one case on one page: its control, and the learner's workshop if there is one."""

    def __init__(self, desk: Desk) -> None:
        from ..activities.control import control

        self.desk = desk
        self.folder: Path = desk.sheet_file.path.parent
        self.graded = desk.public["use"] != "practice"
        # With a cohort's card above, an instructor is looking at the case: nothing is marked here.
        self.instructor = self.graded and in_cohort(self.folder)
        self.membership: Membership | None = None
        self._asked_by: dict[str, Any] = {"n": 0, "tab": ""}
        question = {
            "id": "hand-in-button",
            "kind": "hand-in",
            "key": f"{desk.public['id']}/hand-in",
            "use": desk.public["use"],
            "questions": [{"id": q["id"], "title": q["title"]} for q in desk.questions.values()],
        }
        self.made: Any = control("hand-in", question=question, closed=desk.closed)
        self._show(self._find_membership())
        self.made.observe(lambda change: self._asked(change["new"]), names="draft")
        desk.watch(self._count)

    def _find_membership(self) -> str:
        """Look for the learner's workshop and return what is wrong with its file, if anything."""
        told = ""
        try:
            self.membership = find_membership(self.folder) if self.graded else None
        except BenchbookError as error:
            told = str(error)
        found = self.membership
        self.made.member = (
            {"code": found.code, "title": found.title or "", "typed": found.cohort is None}
            if found
            else {}
        )
        return told

    def _say(self, message: str = "", state: str = "saved", **more: Any) -> None:
        self.made.saved = {
            **self._asked_by,
            "state": state,
            "message": message,
            "unanswered": self._unanswered(),
            **more,
        }

    def _unanswered(self) -> list[str]:
        return [q for q in self.desk.questions if self.desk.recorded(q) is None]

    def _count(self) -> None:
        """Bring the list of what is unanswered up to date, and leave what else is said."""
        now = self._unanswered()
        if now != self.made.saved["unanswered"]:
            self.made.saved = {**self.made.saved, "unanswered": now}

    def _asked(self, draft: dict[str, Any]) -> None:
        self._asked_by = {"n": draft.get("n", 0), "tab": str(draft.get("tab", ""))[:64]}
        action = draft.get("action")
        try:
            if action == "look":
                self._look()
            elif action == "hand-in":
                self._hand_in()
            elif action == "start-again" and not self.graded:
                self.desk.sheet_file.start_again()
                self._settled()
            elif action == "take-back" and self.membership:
                self.desk.sheet_file.take_back()
                self._settled(TAKEN_BACK)
            elif action == "code" and self.graded:
                self._use_code(str(draft.get("code", "")))
        except BenchbookError as error:
            self._say(str(error), "not-saved", about=str(action))

    def _look(self) -> None:
        """Say anew what is unanswered; a file to join with may have come while the page was open."""
        self.desk.sheet_file.refresh()
        before = self.made.member
        told = self._find_membership()
        if self.desk.closed != self.made.closed or self.made.member != before:
            self._settled(told)
        else:
            self._say(told)

    def _hand_in(self) -> None:
        self.desk.sheet_file.hand_in()
        told = self._find_membership()
        self.desk.settle()
        self.made.closed = True
        if self.membership is None:
            self._show(told)
            return
        self._send(prepare(self.desk.sheet_file.path, self.membership))

    def _use_code(self, typed: str) -> None:
        code = read_code(typed)
        # A file that the instructor gave says more than a code: it is not written over.
        if self.membership is None or self.membership.cohort is None:
            write_membership(learner_root(self.folder) or self.folder, Membership(code=code))
        self._find_membership()
        self._settled(f"Your code {code} is kept. What you hand in goes under it.")

    def _settled(self, message: str = "") -> None:
        """Bring every control of the page into step with the sheet, then show where things stand."""
        self.desk.settle()
        self.made.closed = self.desk.closed
        self.made.html = ""
        self._show(message)

    def _show(self, message: str = "") -> None:
        """Show where things stand: open, marked, closed, or handed in with its receipt."""
        self.made.handed = {}
        self.made.file = b""
        if not self.desk.closed:
            self._say(message)
        elif self.membership is not None:
            self._show_sent(self.membership, message)
        elif self.instructor:
            self._say(IN_COHORT)
        else:
            self._say(message or MARKING)
            begin(self._marked())

    def _show_sent(self, membership: Membership, message: str) -> None:
        try:
            hand_in = prepare(self.desk.sheet_file.path, membership)
        except SheetError as error:
            self._say(str(error), "not-saved", about="hand-in")
            return
        way = noted(self.folder, hand_in)
        if way is None:
            self._say(message or CLOSED)
            return
        if way == "file":
            with contextlib.suppress(SheetError):  # somebody may have taken the file away
                write_file(self.folder, hand_in)
        self._sent(hand_in, way)

    def _send(self, hand_in: HandIn) -> None:
        way = noted(self.folder, hand_in)
        membership = self.membership
        if way is not None:
            self._sent(hand_in, way)
        elif membership and membership.exchange and membership.cohort:
            self._say(SENDING, busy=True)
            begin(self._through_exchange(hand_in, membership.cohort, membership.exchange))
        else:
            self._as_file(hand_in)

    def _as_file(self, hand_in: HandIn, why: str = "") -> None:
        write_file(self.folder, hand_in)
        note(self.folder, hand_in, "file")
        self._sent(hand_in, "file", why)

    def _sent(self, hand_in: HandIn, way: Way, why: str = "") -> None:
        self.made.file = hand_in.content if way == "file" else b""
        self.made.handed = {
            "receipt": hand_in.manifest.receipt,
            "way": way,
            "file": hand_in.name if way == "file" else "",
            "note": why,
        }
        self._say()

    async def _through_exchange(self, hand_in: HandIn, course: str, exchange: str) -> None:
        case = hand_in.manifest.case
        told = await other_process(
            "benchbook.handing_in.submit", self.folder, case, course, exchange
        )
        try:
            if "sent" in told:
                note(self.folder, hand_in, "exchange")
                self._sent(hand_in, "exchange")
            else:
                self._as_file(hand_in, NO_EXCHANGE)
        except SheetError as error:
            self._say(str(error), "not-saved", about="hand-in")

    async def _marked(self) -> None:
        told = await other_process(
            "benchbook.marking.self_mark", self.folder, self.desk.public["id"]
        )
        failed = "Your answers are safe, but they could not be marked here. Close the page and open it again."
        self.made.html = told.get("html", "")
        self._say(told.get("error", "" if "html" in told else failed))
