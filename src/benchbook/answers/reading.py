"""Read an answer sheet that anybody may have made: strictly, and never more of it than a sheet can be.

A sheet comes from a learner's computer by mail or an exchange. Whatever it is, reading it gives a
sheet or one sentence; it never waits, fills the memory or opens anything but a plain file.
"""

from __future__ import annotations

import json
import math
import os
import stat
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from ..errors import SheetError
from .sheet import FORMAT, Sheet

MAX_BYTES = 4_000_000
# A symbolic link is not followed, a pipe not waited for. Windows has neither flag.
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
    _FLAGS |= getattr(os, _name, 0)


def read_sheet(path: Path) -> Sheet:
    """Return the sheet at `path`. Raises SheetError with a sentence where it is not one."""
    return parse_sheet(sheet_bytes(path))


def sheet_bytes(path: Path) -> bytes:
    """Return what the file at `path` holds, if it is a plain file and no larger than a sheet can be.

    Raises SheetError with a sentence where it is not.
    """
    try:
        if stat.S_ISLNK(os.lstat(path).st_mode):
            raise SheetError("It is a link to another file, not the sheet itself.")
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise SheetError(f"It cannot be read: {_said(error)}.") from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise SheetError("It is not a file but a folder or a device.")
        if found.st_size > MAX_BYTES:
            raise SheetError("It is larger than any answer sheet can be.")
        with os.fdopen(handle, "rb", closefd=False) as file:
            # The file may grow while it is read; one byte more than allowed tells it.
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SheetError(f"It cannot be read: {_said(error)}.") from None
    finally:
        os.close(handle)
    if len(raw) > MAX_BYTES:
        raise SheetError("It is larger than any answer sheet can be.")
    return raw


def parse_sheet(raw: bytes) -> Sheet:
    """Return the sheet that `raw` is. Raises SheetError with a sentence where it is none."""
    if len(raw) > MAX_BYTES:
        raise SheetError("It is larger than any answer sheet can be.")
    try:
        # The first reader refuses depth, broken text and text that is not UTF-8; the second sees
        # what the first lets pass: names that stand twice, and numbers that are none.
        data = from_json(raw)
        json.loads(raw, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise SheetError(_why(raw, error)) from None
    return _sheet(data)


def plain(text: str, longest: int = 60) -> str:
    """Return `text`, which a learner's file holds, so that it can stand in a sentence."""
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in cut)


def _sheet(data: Any) -> Sheet:
    found = data.get("format", FORMAT) if isinstance(data, dict) else FORMAT
    if type(found) is int and found > FORMAT:
        raise SheetError(
            "It was made by a newer Benchbook than this one. Update Benchbook, then read it again."
        )
    try:
        if type(found) is not int:
            raise SheetError("It does not have the form of an answer sheet: look at “format”.")
        return Sheet.model_validate(data)
    except ValidationError as error:
        loc = error.errors(include_url=False, include_input=False)[0]["loc"]
        place = ".".join(plain(str(part)) for part in loc)
        where = f": look at “{place}”" if place else ""
        raise SheetError(f"It does not have the form of an answer sheet{where}.") from None


class _RefusedError(ValueError):
    """What the sheet holds is readable JSON, but a sheet must not hold it; says what."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _RefusedError(
            f"It says “{plain(twice)}” twice in one place, so it is unclear what counts."
        )
    return found


def _no_number(word: str) -> float:
    raise _RefusedError(f"It holds “{word}”, which is not a number.")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _RefusedError("It holds a number that is too large.")
    return number


def _why(raw: bytes, error: Exception) -> str:
    """Return the sentence for what the readers refused."""
    if isinstance(error, _RefusedError):
        return str(error)
    if not raw.strip():
        return "It is empty."
    told = str(error)
    if isinstance(error, RecursionError) or "recursion" in told:
        return "It is nested more deeply than any answer sheet."
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "It is not text in UTF-8."
    if "EOF" in told:
        return "It breaks off before its end."
    return f"It does not have the form of an answer sheet: {told}."


def _said(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "its name cannot be used").lower()
