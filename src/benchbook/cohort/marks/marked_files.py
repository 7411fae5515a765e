"""Write what marking leaves on disk: the marked notebook for formgrader, and the feedback page.

Each file is whole or not there at all: it is written under another name and then put in its place.
The same hand-in gives the same files, so whoever was stopped runs the command again.
"""

from __future__ import annotations

import contextlib
import os

from ...answers import sheet_name
from ..folder import Cohort
from ..hand_ins.handed_in import SECRET, TIMESTAMP, HandedIn

# nbgrader leaves marked files unwritable and feedback writable; Windows cannot replace the former.
MARKED = 0o444 if os.name == "posix" else 0o644
FEEDBACK = 0o644


class MarkedFiles:
    """Writes the files of a case's hand-ins, and knows what lies beside every marked notebook.

    A new file costs a disk more than anything else here, so what is the same in two places is one
    file with two names: the case's questions in all marked hand-ins of a run, and the time and
    nbgrader's secret of a hand-in beside its notebook and its feedback. nbgrader deletes a file
    before it writes another in its place, so no change goes through to the other name.
    """

    def __init__(self, cohort: Cohort, case: str) -> None:
        """Read the case's own files, which nbgrader puts beside each marked notebook."""
        self._autograded = cohort.root / "autograded"
        self._feedback = cohort.root / "feedback"
        self._case = case
        source = cohort.root / "source" / case
        self._beside = {
            path.name: path.read_bytes()
            for path in sorted(source.iterdir())
            if path.is_file() and path.suffix != ".ipynb" and not path.name.startswith(".")
        }
        self._last = ""

    def are_there(self, code: str) -> bool:
        """Tell whether both the marked notebook and the feedback page of `code` are there."""
        return all(
            _has_content(f"{top}/{code}/{self._case}/{self._case}{suffix}")
            for top, suffix in ((self._autograded, ".ipynb"), (self._feedback, ".html"))
        )

    def write(self, handed_in: HandedIn, notebook: str, page: str) -> None:
        """Write everything of one hand-in. Raises OSError; then no file stands there in part."""
        marked = f"{self._autograded}/{handed_in.code}/{self._case}"
        given_back = f"{self._feedback}/{handed_in.code}/{self._case}"
        fresh = _make(marked), _make(given_back)
        for name, text in self._beside.items():
            if not (self._last and _link(f"{self._last}/{name}", marked, name)):
                _put(marked, name, text, MARKED)
        self._last = marked
        _put_or_clear(marked, sheet_name(self._case), handed_in.sheet, MARKED, fresh[0])
        for name, content in ((TIMESTAMP, handed_in.written), (SECRET, handed_in.secret)):
            _put_or_clear(marked, name, content, FEEDBACK, fresh[0])
            if content is None or not _link(f"{marked}/{name}", given_back, name):
                _put_or_clear(given_back, name, content, FEEDBACK, fresh[1])
        _put(marked, f"{self._case}.ipynb", notebook.encode(), MARKED)
        _put(given_back, f"{self._case}.html", page.encode(), FEEDBACK)


def _make(folder: str) -> bool:
    """Make `folder` and those above it; return whether it was not there."""
    try:
        os.mkdir(folder)  # noqa: PTH102 # ten thousand hand-ins: a Path for each costs as much as the call
    except FileNotFoundError:
        os.makedirs(folder)  # noqa: PTH103 # as above
    except FileExistsError:
        return False
    return True


def _put_or_clear(folder: str, name: str, content: bytes | None, mode: int, fresh: bool) -> None:
    """Put the file there; one without content is taken away if an earlier hand-in left it."""
    if content is not None:
        _put(folder, name, content, mode)
    elif not fresh:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{folder}/{name}")  # noqa: PTH108 # as above


def _link(from_: str, folder: str, name: str) -> bool:
    """Give the file `from_` also the name `name` in `folder`; return whether that can be done here."""
    aside = f"{folder}/.{name}.tmp"
    try:
        try:
            os.link(from_, aside)  # as above
        except FileExistsError:
            os.unlink(aside)  # noqa: PTH108 # as above
            os.link(from_, aside)
        os.replace(aside, f"{folder}/{name}")  # noqa: PTH105 # as above
        # Where both names are one file already, replacing leaves the name aside.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(aside)  # noqa: PTH108 # as above
    except OSError:
        return False
    return True


def _put(folder: str, name: str, content: bytes, mode: int) -> None:
    aside = f"{folder}/.{name}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(aside, flags, mode)
    except FileExistsError:
        # Left by a run that was killed in the middle of this file.
        os.unlink(aside)  # noqa: PTH108 # as above
        handle = os.open(aside, flags, mode)
    try:
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)
        os.replace(aside, f"{folder}/{name}")  # noqa: PTH105 # as above
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(aside)  # noqa: PTH108 # as above
        raise


def _has_content(path: str) -> bool:
    try:
        return os.stat(path).st_size > 0  # noqa: PTH116 # as above
    except OSError:
        return False
