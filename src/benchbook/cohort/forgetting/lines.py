"""Take a person out of a file that others stand in too: a table, an export, a report, a zip file.

A file of any other kind was made by hand and stays; the search afterwards says that it names them.
"""

from __future__ import annotations

import csv
import io
import json
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...answers.sheet_file import replace_whole
from .names import Mark, found, plain_text
from .traces import inside_zip, member_bytes


def take_out(path: Path, theirs: Sequence[Mark]) -> str:
    """Take out of the file at `path` what is the person's; return what was done, or nothing."""
    change = {".csv": _rows, ".json": _entries, ".zip": _members, ".html": _page}.get(
        path.suffix.lower()
    )
    return change(path, theirs) if change else ""


def _own(theirs: Sequence[Mark]) -> list[Mark]:
    """Return what is nobody else's wherever it stands: code and email."""
    return [mark for mark in theirs if mark.what in ("code", "email")]


def _is(text: str, theirs: Sequence[Mark]) -> bool:
    """Tell whether `text` is a name of the person and nothing else."""
    plain = plain_text(text).strip()
    return any(plain == form.strip() for mark in theirs for form in mark.forms)


def _rows(path: Path, theirs: Sequence[Mark]) -> str:
    """Take the person's rows out of a CSV file, leaving every other line as it is."""
    try:
        lines = list(io.StringIO(path.read_bytes().decode("utf-8"), newline=""))
        first = lines[0] if lines else ""
        separator = max(",;\t", key=first.count)
        reader = csv.reader(iter(lines), delimiter=separator, strict=True)
        kept: list[str] = []
        start = 0
        for cells in reader:
            row = "".join(lines[start : reader.line_num])
            start = reader.line_num
            if not found(_own(theirs), row.encode()) and not any(_is(c, theirs) for c in cells):
                kept.append(row)
    except (UnicodeDecodeError, csv.Error):
        return ""
    if len("".join(kept)) == len("".join(lines)):
        return ""
    _replace(path, "".join(kept))
    return "rows taken out"


def _entries(path: Path, theirs: Sequence[Mark]) -> str:
    """Take out of a JSON file the entries whose key is the person's, or that hold such a value."""

    def is_entry(value: Any) -> bool:
        inner = value.values() if isinstance(value, dict) else [value]
        return any(isinstance(v, str) and _is(v, theirs) for v in inner)

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: without(v) for k, v in value.items() if not _is(k, theirs)}
        if isinstance(value, list):
            return [without(v) for v in value if not is_entry(v)]
        return value

    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if is_entry(data):
            path.unlink()
            return "deleted"
        kept = without(data)
    except (UnicodeDecodeError, ValueError, RecursionError):
        return ""
    if kept == data:
        return ""
    _replace(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return "entries taken out"


def _members(path: Path, theirs: Sequence[Mark]) -> str:
    """Take out of a zip file the members that name the person."""
    own = _own(theirs)
    if not inside_zip(path.read_bytes(), theirs, own):
        return ""
    part = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as new:
            for member in old.infolist():
                data = member_bytes(old, member)
                if data is None:
                    raise ValueError(member.filename)
                named = found(theirs, member.filename.encode())
                if not (named or found(own, data) or inside_zip(data, theirs, own)):
                    new.writestr(member, data)
        part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
    except (zipfile.BadZipFile, OSError, ValueError):
        part.unlink(missing_ok=True)
        return ""
    return "members taken out"


def _page(path: Path, theirs: Sequence[Mark]) -> str:
    """Delete a report that shows the person's code or email: it is made again with one command."""
    if not found(_own(theirs), path.read_bytes()):
        return ""
    path.unlink()
    return "deleted; make it again if you need it"


def _replace(path: Path, text: str) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    replace_whole(path, text)
    path.chmod(mode)
