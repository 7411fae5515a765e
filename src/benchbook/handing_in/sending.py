"""Make the hand-in of a closed sheet: its file, its receipt, and the note of where it went."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..answers.sheet import Sheet
from ..answers.sheet_file import now, read_sheet, replace_whole
from ..cohort.hand_ins.manifest import Manifest, manifest_of, packed, zip_name
from ..cohort.hand_ins.membership import Membership
from ..cohort.hand_ins.received import write_whole
from ..errors import SheetError

Way = Literal["exchange", "file"]


@dataclass(frozen=True)
class HandIn:
    """A closed sheet, made ready to go."""

    manifest: Manifest
    name: str
    content: bytes


def prepare(sheet_path: Path, membership: Membership) -> HandIn:
    """Return the hand-in of the closed sheet at `sheet_path`, as it lies on the disk.

    Raises SheetError where the sheet cannot be read or is still open.
    """
    sheet: Sheet = read_sheet(sheet_path)
    if sheet.state != "handed-in" or not sheet.handed_in:
        raise SheetError("This sheet is still open. Hand it in first.")
    content = sheet_path.read_bytes()
    manifest = manifest_of(
        content,
        case=sheet.of,
        edition=sheet.edition,
        cohort=membership.cohort,
        code=membership.code,
        handed_in=sheet.handed_in,
    )
    return HandIn(manifest, zip_name(manifest), packed(manifest, content))


def write_file(folder: Path, hand_in: HandIn) -> None:
    """Write the hand-in's file beside the notebook. Raises SheetError where that fails."""
    path = folder / hand_in.name
    try:
        if not path.is_file() or path.read_bytes() != hand_in.content:
            write_whole(path, hand_in.content)
    except OSError as error:
        raise SheetError(
            f"The file “{hand_in.name}” could not be written ({error.strerror}). Your answers are closed and "
            "safe. Make room, then press “Hand in” again."
        ) from None


def note(folder: Path, hand_in: HandIn, way: Way) -> None:
    """Note that this hand-in went out, so that the page opened again shows the same receipt."""
    told = {"format": 1, "receipt": hand_in.manifest.receipt, "way": way, "at": now()}
    try:
        replace_whole(_note_path(folder, hand_in), json.dumps(told, indent=1) + "\n")
    except OSError as error:
        raise SheetError(f"The receipt could not be noted ({error.strerror}).") from None


def noted(folder: Path, hand_in: HandIn) -> Way | None:
    """Return by which way this very hand-in went out, or None where it did not yet."""
    try:
        told: dict[str, Any] = json.loads(_note_path(folder, hand_in).read_text(encoding="utf-8"))
        same = told["receipt"] == hand_in.manifest.receipt
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return ("exchange" if told.get("way") == "exchange" else "file") if same else None


def _note_path(folder: Path, hand_in: HandIn) -> Path:
    return folder / f"{hand_in.manifest.case}.receipt.json"
