"""Keep an answer sheet on disk: at once, whole, and never over one that cannot be read."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import SheetError
from .reading import plain, read_sheet
from .sheet import Sheet


def sheet_name(of: str) -> str:
    """Return the file name of the sheet of a case or lesson."""
    return f"{of}.answers.json"


def now() -> str:
    """Return the time as sheets write it: ISO 8601 with time zone, to the second."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


class SheetFile:
    """The answer sheet of one case or lesson in one folder.

    Every change is on disk when `record` returns. A change that another process made meanwhile is
    read first, so that per question the later change stands.
    """

    def __init__(self, folder: Path, of: str, edition: int | None = None) -> None:
        """Open the sheet of `of` in `folder`, or a new one. `notice` says what had to be set aside."""
        self.path = folder / sheet_name(of)
        self.of = of
        self.edition = edition
        self.notice = ""
        self._seen: tuple[int, int] | None = None
        self.sheet = Sheet(of=of, edition=edition)
        self.refresh()

    def refresh(self) -> bool:
        """Read the file if it changed since it was last read; return whether it did."""
        stamp = self._stamp()
        if stamp is None or stamp == self._seen:
            return False
        try:
            self.sheet = read_sheet(self.path)
            if self.sheet.of != self.of:
                raise SheetError(f"It belongs to “{plain(self.sheet.of)}”.")
        except SheetError as error:
            self._set_aside(str(error))
            return True
        self._seen = stamp
        return True

    def record(self, question: str, answer: dict[str, Any] | None, tab: str = "") -> str:
        """Write `answer` and return when. Raises SheetError if it is handed in or cannot be written."""
        self.refresh()
        if self.sheet.state == "handed-in":
            raise SheetError("This has been handed in, so it can no longer be changed.")
        when = now()
        self.sheet.record(question, answer, when, tab)
        self._write()
        return when

    def hand_in(self) -> str:
        """Close the sheet and return when. A sheet that is closed already stays as it is."""
        self.refresh()
        if self.sheet.state != "handed-in":
            self.sheet.state = "handed-in"
            self.sheet.handed_in = now()
            self._write()
        return self.sheet.handed_in or ""

    def take_back(self) -> None:
        """Open a sheet that was handed in again, with its answers as they are."""
        self.refresh()
        self.sheet.state = "open"
        self.sheet.handed_in = None
        self._write()

    def start_again(self) -> None:
        """Put the answers away as an attempt and open the sheet empty."""
        self.refresh()
        self.sheet.start_again(now())
        self._write()

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return (found.st_mtime_ns, found.st_size)

    def _set_aside(self, why: str) -> None:
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = self.path.with_name(f"{self.of}.answers.set-aside-{moment}.json")
        os.replace(self.path, aside)  # noqa: PTH105 # the one call that replaces on all systems
        self.sheet = Sheet(of=self.of, edition=self.edition)
        self._seen = None
        self.notice = (
            f"Your answer sheet could not be used and was set aside as “{aside.name}”; nothing in it was "
            f"changed. {why} You can go on with an empty sheet, or send that file to your instructor."
        )

    def _write(self) -> None:
        try:
            replace_whole(self.path, self.sheet.model_dump_json(indent=1))
        except OSError as error:
            self._seen = None
            raise SheetError(
                f"The answer could not be written to “{self.path.name}”: {error.strerror}."
            ) from error
        except ValueError as error:
            # Half of a sign, as a page can send it, is no text and cannot be written.
            self._seen = None
            raise SheetError(
                "The answer holds a sign that cannot be saved. Take out the last sign you typed."
            ) from error
        self._seen = self._stamp()


def replace_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader, or a crash, finds the old file or the new one whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        for attempt in range(5):
            try:
                os.replace(name, path)  # noqa: PTH105 # as above
                return
            except PermissionError:
                # On Windows a virus scanner or a reader may hold the file for a moment.
                if attempt == 4:
                    raise
                time.sleep(0.05)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


__all__ = ["SheetFile", "now", "read_sheet", "replace_whole", "sheet_name"]
