"""CSV that a spreadsheet opens as it was meant, and that runs nothing there.

Written after RFC 4180: commas, CRLF, quotes doubled, a cell quoted where it needs it. UTF-8, with a
byte order mark where a spreadsheet is the reader: without one Excel takes the file for the
computer's old code page and breaks every accent. pandas (`encoding="utf-8-sig"`) and Moodle drop
the mark. A text that a spreadsheet could take for a formula gets an apostrophe before it, as OWASP
advises (https://owasp.org/www-community/attacks/CSV_Injection); numbers are written as numbers.
"""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pandas import isna

# The wide forms are read as formulas by spreadsheets in East Asian settings.
FORMULA = frozenset("=+-@＝＋－＠")
MARK = "'"


def harmless(text: str) -> str:
    """Return `text` as it may stand in a spreadsheet: what could be a formula begins with “'”.

    White space and apostrophes before the sign change nothing, so that `plain` finds the way back.
    """
    return MARK + text if _could_run(text) else text


def plain(cell: str) -> str:
    """Return the text that `harmless` made `cell` from."""
    return cell[1:] if cell.startswith(MARK) and _could_run(cell[1:]) else cell


def _could_run(text: str) -> bool:
    # A tab or a line break at the beginning may hide the sign behind it, or be cut off.
    if text[:1] in ("\t", "\r", "\n", "\0"):
        return True
    return text.lstrip(" \t\r\n\0\u00a0\ufeff" + MARK)[:1] in FORMULA


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, mark: bool) -> bytes:
    """Return the table as a CSV file; `mark` puts the byte order mark before it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(c) for c in columns])
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8", errors="replace")


def _cell(value: Any) -> str:
    """Return a value as its cell: nothing where it is missing, yes or no, a number, a time, a text."""
    if isna(value):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.10g}" if math.isfinite(value) else ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    # csv would refuse or split at a NUL; a file holds none.
    return harmless(str(value)).replace("\0", "")


def write_private(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all, readable by its owner alone."""
    part = path.with_name(f".{path.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(part, path)  # noqa: PTH105 # the one call that replaces on all systems
