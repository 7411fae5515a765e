"""Read a table that somebody kept in a spreadsheet: its first row names the columns.

Spreadsheets write commas, semicolons or tabs, depending on the country they are set to.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ..errors import ContentError, Problem

SEPARATORS = ",;\t"
JOINERS = "\u200c\u200d"
SAVE = "Save it from your spreadsheet as “CSV UTF-8”."


@dataclass(frozen=True)
class Row:
    """A row that is not blank: the line it ends in, and its text by column."""

    line: int
    cells: dict[str, str]


def read_table(path: Path, columns: Collection[str], needed: Collection[str]) -> list[Row]:
    """Return the rows of the CSV file at `path`, with the `columns` that it has.

    Other columns are left out, and so are blank rows. Spaces around a text go, and a letter with
    an accent is always the same sign. Raises ContentError with all that is wrong, by line.
    """
    lines = _text(path).split("\n")
    # Some spreadsheets write the separator itself into a line above the names.
    above = 1 if lines and re.fullmatch(r"\s*sep=.\s*", lines[0], re.IGNORECASE) else 0
    names, separator = _first_row(path, lines[above:], needed, above + 1)
    reader = csv.reader(io.StringIO("\n".join(lines[above:])), delimiter=separator, strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        next(reader)
        for cells in reader:
            line = reader.line_num + above
            texts = [_tidy(c) for c in cells]
            if any(texts[len(names) :]):
                told = "this row has more columns than the first row. Put a text that holds a separator between quotation marks."
                problems.append(Problem(str(path), line, told))
            elif any(texts):
                found = dict(zip(names, texts, strict=False))
                rows.append(Row(line, {c: found.get(c, "") for c in columns}))
    except csv.Error as error:
        told = f"this row cannot be read ({error}). Look for a quotation mark too many or too few."
        problems.append(Problem(str(path), reader.line_num + above, told))
    if problems:
        raise ContentError(problems)
    return rows


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ContentError.at(
            path, 0, f"the file cannot be read: {error.strerror}. Check its name."
        ) from None
    if data.startswith(b"PK"):
        raise ContentError.at(path, 0, f"this is a spreadsheet and not a CSV file. {SAVE}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError.at(path, line, f"the file is not UTF-8 text. {SAVE}") from None
    if "\0" in text:
        raise ContentError.at(path, 0, f"the file is not plain text. {SAVE}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _first_row(
    path: Path, lines: list[str], needed: Collection[str], line: int
) -> tuple[list[str], str]:
    """Return the names of the columns, in small letters, and what separates them."""
    first = lines[0] if lines else ""
    for separator in SEPARATORS:
        try:
            cells = next(csv.reader([first], delimiter=separator, strict=True), [])
        except csv.Error:
            continue
        names = [_tidy(c).casefold() for c in cells]
        if set(needed) <= set(names):
            for name in names:
                if name and names.count(name) > 1:
                    raise ContentError.at(
                        path, line, f"the column “{name}” stands twice. Keep one of them."
                    )
            return names, separator
    wanted = " and ".join(f"“{name}”" for name in needed)
    raise ContentError.at(
        path, line, f"no column is called {wanted}. The first row names the columns."
    )


def _tidy(text: str) -> str:
    """Return `text` in composed letters, with single spaces and nothing that cannot be seen."""
    seen = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    # The joiners are letters of names in some scripts; other signs of their kind only steer.
    kept = "".join(c for c in seen if c in JOINERS or unicodedata.category(c) not in ("Cf", "Cs"))
    return " ".join(unicodedata.normalize("NFC", kept).split())
