"""Search a cohort's whole folder for what names a person: file names, files, members of zip files."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from lzma import LZMAError
from pathlib import Path

from ..folder import Cohort
from .names import Mark, found, plain_text
from .rows_of import search_database

# What is the same for every learner, and was there before them.
COURSE = ("cases", "source", "release")
# Files that pack their text, so that reading them byte by byte finds nothing.
PACKED = (
    ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".gz", ".bz2", ".xz", ".7z", ".rar",
    ".tar", ".doc", ".xls", ".mp3", ".mp4", ".m4a", ".ogg",
)  # fmt: skip
CHUNK = 8_000_000
OVERLAP = 1_000
LARGEST_MEMBER = 64_000_000
DEEPEST = 3
UTF16 = (b"\xff\xfe", b"\xfe\xff")
SURE_LENGTH = 8  # with the space on either side


@dataclass
class Traces:
    """What a search found: places that `name` the person, others that `may`, and what was not read."""

    name: list[str] = field(default_factory=list)
    may: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    files: int = 0


def search(cohort: Cohort, marks: Sequence[Mark], others: str) -> Traces:
    """Return every place in the folder and the gradebook where one of the `marks` stands.

    A name or user name that is also a word of the course, or stands in `others`, the records of
    the other people, cannot be told from it: such a place only may name the person.
    """
    traces = Traces()
    common = common_words(cohort, marks, others)

    def note(place: str, mark: Mark) -> None:
        (traces.may if mark in common else traces.name).append(
            f"{place}: {mark.what} “{mark.text}”"
        )

    for path in walk(cohort.root):
        place = path.relative_to(cohort.root).as_posix()
        for mark in _in_name(marks, place):
            note(place, mark)
        if path.is_symlink() or not path.is_file():
            continue
        traces.files += 1
        try:
            for inner, mark in _in_file(path, marks, traces.unread, place):
                note(inner, mark)
        except OSError as error:
            traces.unread.append(f"{place} ({error.strerror})")
        if path.suffix.lower() in PACKED:
            traces.unread.append(place)
    for place, mark in search_database(cohort, marks):
        note(place, mark)
    return traces


def walk(root: Path) -> Iterator[Path]:
    """Return every file, folder and link below `root`, hidden ones too, following no link."""
    for folder, inner, files in os.walk(root):
        for name in sorted(inner + files):
            yield Path(folder, name)


def common_words(cohort: Cohort, marks: Sequence[Mark], others: str) -> set[Mark]:
    """Return the names and user names that are words of the course or of another person."""
    texts = [plain_text(others)]
    for part in COURSE:
        for path in walk(cohort.root / part):
            if path.is_file() and not path.is_symlink():
                texts.append(plain_text(path.read_text(encoding="utf-8", errors="replace")))
    weak = [mark for mark in marks if mark.what in ("name", "user name")]
    return {mark for mark in weak if any(mark.stands_in(text) for text in texts)}


def _in_name(marks: Sequence[Mark], place: str) -> list[Mark]:
    plain = plain_text(place.rpartition("/")[2])
    return [mark for mark in marks if mark.stands_in(plain)]


def _in_file(
    path: Path, marks: Sequence[Mark], unread: list[str], place: str
) -> Iterator[tuple[str, Mark]]:
    packed = zipfile.is_zipfile(path)
    with path.open("rb") as file:
        start = file.read(CHUNK)
        # In bytes that are no text, a short user name stands by chance. What a zip file or the
        # gradebook holds is searched for all of them besides.
        binary = packed or (b"\0" in start and start[:2] not in UTF16)
        left = [m for m in marks if not binary or max(map(len, m.forms)) >= SURE_LENGTH]
        file.seek(0)
        tail = b""
        while left and (chunk := file.read(CHUNK)):
            for mark in found(left, tail + chunk):
                left.remove(mark)
                yield place, mark
            tail = chunk[-OVERLAP:]
    if packed:
        with path.open("rb") as file:
            yield from _in_zip(file, marks, unread, place, 1)


def _in_zip(
    file: io.BufferedIOBase, marks: Sequence[Mark], unread: list[str], place: str, depth: int
) -> Iterator[tuple[str, Mark]]:
    try:
        with zipfile.ZipFile(file) as archive:
            for mark in found(marks, archive.comment):
                yield place, mark
            for member in archive.infolist():
                inner = f"{place}, in it {member.filename}"
                for mark in _in_name(marks, member.filename.replace("/", " ")):
                    yield inner, mark
                data = member_bytes(archive, member)
                if data is None or depth > DEEPEST:
                    unread.append(inner)
                    continue
                for mark in found(marks, data):
                    yield inner, mark
                if zipfile.is_zipfile(io.BytesIO(data)):
                    yield from _in_zip(io.BytesIO(data), marks, unread, inner, depth + 1)
    except (zipfile.BadZipFile, OSError, ValueError):
        unread.append(place)


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    """Return the content of `member`, or None where it is locked, damaged or far too large."""
    try:
        with archive.open(member) as stream:
            data = stream.read(LARGEST_MEMBER + 1)
    except (RuntimeError, zipfile.BadZipFile, zlib.error, LZMAError, OSError, ValueError, EOFError):
        return None
    return data if len(data) <= LARGEST_MEMBER else None


def inside_zip(data: bytes, named: Sequence[Mark], own: Sequence[Mark], depth: int = 1) -> bool:
    """Tell whether a member is `named` by one mark, or holds one of its `own`; no zip file: no."""
    if depth > DEEPEST or not zipfile.is_zipfile(io.BytesIO(data)):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                inner = member_bytes(archive, member) or b""
                if found(named, member.filename.encode()) or found(own, inner):
                    return True
                if inside_zip(inner, named, own, depth + 1):
                    return True
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return False
