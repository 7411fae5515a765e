"""Hand-ins that came as files, by mail or from an LMS: a folder of whatever names and depth.

An LMS renames files and puts each learner's into a folder of its own. So a hand-in is known by
its manifest alone, packed or unpacked, and never by a name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ...answers.reading import MAX_BYTES
from ...errors import UsageError
from .checked import SHEET, Course, sheet_and_manifest, shown
from .manifest import MANIFEST, MAX_MANIFEST
from .received import HOW, Arrival, Unmatched
from .safe_file import TooLargeError, read_safely
from .zip_content import zip_content

ZIP = "hand-in.zip"
# Little of a zip file is not its members: two of them, and their names.
MAX_ZIP = MAX_BYTES + 100_000
DEEPEST = 12
PASSED_OVER = frozenset({HOW, ".DS_Store", "Thumbs.db", "desktop.ini"})


def mailed(folder: Path, course: Course) -> Iterator[Arrival | Unmatched]:
    """Return everything in `folder` and below that is a hand-in or looks like one.

    Raises UsageError where `folder` is no folder.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Name the one with the files you were sent.")
    yield from _folder(folder, course, DEEPEST)


def _folder(folder: Path, course: Course, deeper: int) -> Iterator[Arrival | Unmatched]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda e: e.name)
    except OSError as error:
        yield _told(folder.name, f"This folder cannot be opened ({error.strerror}).")
        return
    unpacked = [e.name for e in found if e.name.endswith(SHEET) or e.name == MANIFEST]
    if MANIFEST in unpacked:
        yield _unpacked(folder, unpacked, course)
    for entry in found:
        if entry.is_symlink():
            yield _told(
                entry.name, "It is a link, and links are not followed. Put the file itself there."
            )
        elif entry.is_dir(follow_symlinks=False):
            if entry.name == "__MACOSX":
                continue
            if deeper:
                yield from _folder(Path(entry.path), course, deeper - 1)
            else:
                yield _told(entry.name, "This folder lies too deep. Collect from it by itself.")
        elif not (entry.name in PASSED_OVER or entry.name.startswith("._")) and not (
            MANIFEST in unpacked and entry.name in unpacked
        ):
            yield _file(Path(entry.path), course)


def _file(path: Path, course: Course) -> Arrival | Unmatched:
    try:
        content = read_safely(path, MAX_ZIP)
    except TooLargeError:
        return _told(
            path.name,
            "It is larger than any hand-in, so it was not opened. If it is a download of many hand-ins, "
            "unpack it and collect from the folder it makes.",
        )
    except (UsageError, FileNotFoundError) as error:
        return _told(path.name, f"{error} Put the file itself there.")
    if path.name.endswith(SHEET):
        why = "It is an answer sheet by itself, which does not say whose it is. Ask the learner for the file that “Hand in” makes."
        return Unmatched("file", shown(path.name), why, {f"sheet{SHEET}": content})
    if not (content.startswith(b"PK") or path.suffix.lower() == ".zip"):
        return _told(path.name, "It is not a hand-in, so it was passed over.")
    try:
        sheet, manifest = sheet_and_manifest(members := zip_content(content, MAX_BYTES), course)
    except UsageError as error:
        return Unmatched("file", shown(path.name), str(error), {ZIP: content})
    moment, notes = course.moment(datetime.fromisoformat(manifest.handed_in))
    return Arrival(
        "file", shown(path.name), manifest.case, manifest.code, moment, sheet,
        manifest=members[MANIFEST], notes=notes, as_received={ZIP: content},
    )  # fmt: skip


def _unpacked(folder: Path, names: list[str], course: Course) -> Arrival | Unmatched:
    members: dict[str, bytes] = {}
    try:
        for name in names:
            limit = MAX_MANIFEST if name == MANIFEST else MAX_BYTES
            members[name] = read_safely(folder / name, limit)
        sheet, manifest = sheet_and_manifest(members, course)
    except (UsageError, FileNotFoundError) as error:
        kept = {("sheet.answers.json" if n != MANIFEST else n): c for n, c in members.items()}
        return Unmatched("file", shown(folder.name), str(error), kept)
    moment, notes = course.moment(datetime.fromisoformat(manifest.handed_in))
    return Arrival(
        "file", shown(folder.name), manifest.case, manifest.code, moment, sheet,
        manifest=members[MANIFEST], notes=notes, as_received=members,
    )  # fmt: skip


def _told(name: str, why: str) -> Unmatched:
    return Unmatched("file", shown(name), why, {})
