"""Whose hand-in is this, and is it whole? The questions asked of everything that arrives."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ...errors import UsageError
from ..codes import is_code
from ..folder import Cohort
from ..people import Person
from .manifest import MANIFEST, MAX_MANIFEST, Manifest, read_manifest
from .receipt import receipt

SHEET = ".answers.json"
CASE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
AHEAD = timedelta(minutes=5)
SEND_AGAIN = "Ask the learner to press “Hand in” again and to send the new file unchanged."


@dataclass(frozen=True)
class Course:
    """The cohort as collecting sees it, read once a run."""

    cohort: Cohort
    people: dict[str, Person]
    cases: frozenset[str]
    now: datetime

    def code_of(self, user: str) -> str:
        """Return the code of the learner with that user name, or whose code it is. Raises UsageError."""
        named = [p.code for p in self.people.values() if p.username and p.username == user]
        if named:
            return named[0]
        if user in self.people:
            return user
        raise UsageError(
            f"No learner has the user name “{shown(user)}”. Write it in the column “username” of "
            f"{self.cohort.people_file.name}, then collect again."
        )

    def released(self, case: str) -> str:
        """Return `case` where it was released to this cohort. Raises UsageError."""
        if not CASE.fullmatch(case) or case not in self.cases:
            there = ", ".join(sorted(self.cases)) or "none yet"
            raise UsageError(
                f"The case “{shown(case)}” was not released to this cohort (released: {there}). "
                "Release it and collect again, or tell the learner which case is meant."
            )
        return case

    def moment(self, told: datetime) -> tuple[datetime, tuple[str, ...]]:
        """Return when something was handed in, as far as that can be, and what to say of it."""
        moment = told.astimezone(UTC)
        if moment <= self.now + AHEAD:
            return moment, ()
        note = f"It says it was handed in at {moment:%Y-%m-%d %H:%M} UTC, which is still to come: the clock there is wrong. It counts as handed in now."
        return self.now, (note,)


def sheet_and_manifest(members: dict[str, bytes], course: Course) -> tuple[bytes, Manifest]:
    """Return the sheet among the `members` of a hand-in, and its manifest, once all is in order.

    Raises UsageError with the first thing that is not, and the remedy.
    """
    sheets = [name for name in members if name.endswith(SHEET)]
    if MANIFEST not in members:
        raise UsageError(f"It has no manifest, so it does not say whose it is. {SEND_AGAIN}")
    if len(members[MANIFEST]) > MAX_MANIFEST:
        raise UsageError(f"Its manifest is too large. {SEND_AGAIN}")
    manifest = read_manifest(members[MANIFEST])
    if len(sheets) > 1:
        raise UsageError(f"It holds {len(sheets)} answer sheets; one is expected. {SEND_AGAIN}")
    if sheets != [f"{manifest.case}{SHEET}"]:
        raise UsageError(f"It holds no answer sheet for “{manifest.case}”. {SEND_AGAIN}")
    _belongs(manifest, course)
    sheet = members[sheets[0]]
    if hashlib.sha256(sheet).hexdigest() != manifest.sheet_sha256:
        raise UsageError(
            f"The answer sheet of {manifest.code} is not the one that was handed in: it was changed "
            f"or damaged on the way. {SEND_AGAIN}"
        )
    if manifest.receipt != receipt(manifest.case, manifest.code, sheet):
        raise UsageError(f"The receipt does not fit the answers of {manifest.code}. {SEND_AGAIN}")
    return sheet, manifest


def _belongs(manifest: Manifest, course: Course) -> None:
    card = course.cohort.card
    if not is_code(manifest.code):
        raise UsageError(
            f"“{shown(manifest.code)}” is not a code of any workshop: a sign of it is wrong. Ask the learner "
            "to look at the code again, enter it right, and hand in again."
        )
    if manifest.cohort is not None and manifest.cohort != card.id:
        raise UsageError(
            f"It was handed in to the workshop “{manifest.cohort}”; this one is “{card.id}”. Collect it in that "
            "workshop’s folder, or give the learner the right file to join with."
        )
    if manifest.code not in course.people:
        raise UsageError(
            f"No learner of this cohort has the code {manifest.code}. Ask the sender for the code they were "
            "given, and to hand in again under it."
        )
    course.released(manifest.case)


def shown(name: str, most: int = 100) -> str:
    """Return `name`, which anybody may have chosen, as it can be printed and written down."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
