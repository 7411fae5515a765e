"""Hand-ins in nbgrader's exchange: one folder each, in a place where every learner may write.

They are read here and not by `nbgrader collect`, which follows links out of a hand-in. Of each
folder only the sheet, the time and the secret are opened, and never through a link.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ...answers import sheet_name
from ...answers.reading import MAX_BYTES
from ...errors import UsageError
from .checked import CASE, Course, shown
from .received import SECRET, TIMESTAMP, Arrival, Unmatched
from .safe_file import TooLargeError, read_safely

# <user name>+<assignment>+<time>+<random>; a user name may hold a plus sign itself.
NAME = re.compile(
    r"(?P<user>.+)\+(?P<case>[^+]+)\+(?P<time>\d{4}-\d\d-\d\d [^+]+?)(\+[\w=-]+)?", re.DOTALL
)
SMALL = 1_000


class StillComingError(UsageError):
    """A learner's side is writing this hand-in, or was stopped while it did."""


def in_exchange(course: Course) -> Iterator[Arrival | Unmatched]:
    """Return every hand-in in the cohort's exchange. Raises UsageError where that cannot be read."""
    card = course.cohort.card
    if card.exchange is None:
        raise UsageError(
            "This cohort has no exchange. Name the folder with the files you were sent: --from FOLDER."
        )
    inbound = Path(card.exchange) / card.id / "inbound"
    try:
        names = sorted(path.name for path in inbound.iterdir())
    except OSError as error:
        raise UsageError(
            f"The exchange cannot be read: {inbound} ({error.strerror}). Release a case first, or "
            "mend “exchange” in cohort.json."
        ) from None
    for name in names:
        yield _hand_in(inbound, name, course)


def _hand_in(inbound: Path, name: str, course: Course) -> Arrival | Unmatched:
    files: dict[str, bytes] = {}
    try:
        found = NAME.fullmatch(name)
        if found is None or not CASE.fullmatch(found["case"]):
            raise UsageError("Its name does not have the form of a hand-in. Look who put it there.")
        case = found["case"]
        with _opened(inbound / name) as folder:
            written = _part(folder, TIMESTAMP)
            files[sheet_name(case)] = _sheet(folder, case)
            secret = _part(folder, SECRET, needed=False)
            owner = _owner(folder, found["user"])
        course.released(case)
        code = course.code_of(found["user"])
        moment, notes = course.moment(_moment(found["time"], written))
    except UsageError as error:
        kept = {} if isinstance(error, StillComingError) else files
        return Unmatched("exchange", shown(name), str(error), kept)
    return Arrival(
        "exchange", shown(name), case, code, moment, files[sheet_name(case)],
        secret=secret, notes=notes + owner, as_received=files,
    )  # fmt: skip


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    """Open the folder at `path` itself: a link put in its place later leads nowhere."""
    flags = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        raise UsageError(
            "It is no folder, or a link, or it may not be opened. Look who put it there."
        ) from None
    try:
        yield handle
    finally:
        os.close(handle)


def _part(folder: int, name: str, *, needed: bool = True) -> bytes | None:
    try:
        return read_safely(name, SMALL, folder)
    except FileNotFoundError:
        if not needed:
            return None
        raise StillComingError(
            f"It has no {name} yet: it is still being handed in, or that was stopped. Collect again in a "
            "minute; if this is told again, ask the learner to hand in again."
        ) from None


def _sheet(folder: int, case: str) -> bytes:
    try:
        return read_safely(sheet_name(case), MAX_BYTES, folder)
    except FileNotFoundError:
        raise UsageError(
            "It holds no answer sheet, so no question is answered in it. Ask the learner to open the case, "
            "to answer, and to press “Hand in” there."
        ) from None
    except TooLargeError as error:
        raise UsageError(f"{error} Ask the learner to hand in again.") from None


def _moment(named: str, written: bytes | None) -> datetime:
    """Return when it was handed in: as the folder is named, which nbgrader goes by too."""
    for text in (named, (written or b"").decode("utf-8", "replace").strip()):
        day, _, rest = text.partition(" ")
        clock, _, zone = rest.partition(" ")
        if zone in ("", "UTC"):
            with contextlib.suppress(ValueError):
                return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC)
        with contextlib.suppress(Exception):
            from nbgrader.utils import parse_utc

            found: datetime = parse_utc(text)
            return found.replace(tzinfo=UTC)
    raise UsageError("Its time cannot be read. Ask the learner to hand in again.")


def _owner(folder: int, user: str) -> tuple[str, ...]:
    """Return a note where the folder belongs to another user of the computer than it is named for."""
    try:
        import pwd

        owner = pwd.getpwuid(os.fstat(folder).st_uid).pw_name
    except (ImportError, KeyError):
        return ()
    if owner == user:
        return ()
    return (f"It is named for the user “{shown(user)}” but was put there by “{owner}”.",)
