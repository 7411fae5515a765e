"""Read a hand-in to be marked: only the sheet, the time and nbgrader's secret, never a notebook.

A learner chose what lies in that folder, or made it what it is: no link is followed, nothing but a
plain file of a sensible size is opened, and nothing here raises for what is found.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ...answers import sheet_name
from ...answers.reading import MAX_BYTES
from ...marking.marked import Received, receive

TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"  # noqa: S105 # the name of nbgrader's file
SMALL = 4096
# Not there on Windows, where a link needs rights that a learner does not have.
SAFE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
LINK = (
    "The hand-in is a link to another place, which is not followed. "
    "Put the folder itself there, or collect the hand-in again."
)
NO_TIME = "When it was handed in could not be read, so it is not known whether it was late."


@dataclass(frozen=True)
class HandedIn:
    """A hand-in as it lies there. `digest` stands for the sheet's bytes, and is empty without one.

    `linked` says that the folder is a link, so that nothing in it is read.
    """

    code: str
    folder: Path
    digest: str
    sheet: bytes | None = None
    written: bytes | None = None
    timestamp: datetime | None = None
    secret: bytes | None = None
    problem: str = ""
    linked: bool = False

    def received(self, case: str) -> Received:
        """Return the sheet to mark, or why it cannot be used."""
        return Received(None, LINK) if self.linked else receive(self.folder, case)


def read_handed_in(folder: Path, code: str, case: str) -> HandedIn:
    """Return the hand-in of `code` for `case` in `folder`. Never raises."""
    if folder.is_symlink() or folder.parent.is_symlink():
        return HandedIn(code, folder, "link", linked=True)
    sheet, digest = _sheet(folder / sheet_name(case))
    found = HandedIn(code, folder, digest, sheet, secret=_small(folder / SECRET))
    written = _small(folder / TIMESTAMP)
    if not written:
        return found
    try:
        return replace(found, written=written, timestamp=read_timestamp(written.decode()))
    except (ValueError, OverflowError):
        return replace(found, problem=NO_TIME)


def read_timestamp(text: str) -> datetime:
    """Return nbgrader's `timestamp.txt` as the gradebook keeps it: in UTC, without a zone.

    Raises ValueError where it is not a time.
    """
    words = text.split()
    if len(words) == 3 and words[2] == "UTC":
        return datetime.fromisoformat(f"{words[0]} {words[1]}")
    try:
        found = datetime.fromisoformat(" ".join(words[:2]) + "".join(words[2:]))
    except ValueError:
        # A time with a zone's name; reading it takes nbgrader, which takes seconds to import.
        from nbgrader.utils import parse_utc

        return datetime.fromisoformat(str(parse_utc(text.strip())))
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found


def _sheet(path: Path) -> tuple[bytes | None, str]:
    try:
        data = plain_file(path, MAX_BYTES)
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        return None, f"unreadable-{error.errno}"
    return (None, "unusable") if data is None else (data, hashlib.sha256(data).hexdigest())


def _small(path: Path) -> bytes | None:
    try:
        return plain_file(path, SMALL)
    except OSError:
        return None


def plain_file(path: Path, most: int) -> bytes | None:
    """Return the bytes of a plain file of at most `most` bytes, or None for anything else.

    Raises OSError where it cannot be opened; a link cannot.
    """
    handle = os.open(path, SAFE)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > most:
            return None
        # One byte more than allowed: the file may have grown since it was measured.
        data = os.read(handle, most + 1)
        return data if len(data) <= most else None
    finally:
        os.close(handle)
