"""Read a zip file that somebody else made: everything about it is checked before it is unpacked.

Nothing is ever extracted to a path: the members come back as bytes, under their plain names.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

from ...errors import UsageError

MEMBERS = 20
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What some systems add of their own when a person packs a folder.
NOT_OURS = ("__MACOSX/", "._")
NOT_OURS_NAMES = (".DS_Store", "Thumbs.db", "desktop.ini")
DAMAGED = "It is damaged, or not a zip file. Ask for it to be sent again."


def zip_content(content: bytes, limit: int) -> dict[str, bytes]:
    """Return the members of the zip file `content` by name, `limit` bytes of each at most.

    A folder around all of them is taken off. Raises UsageError with the reason and the remedy.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [m for m in archive.infolist() if not _added_by_a_system(m.filename)]
            for member in members[: MEMBERS + 1]:
                _check(member, limit)
            files = [m for m in members if not m.is_dir()]
            if len(members) > MEMBERS:
                raise UsageError(
                    f"It holds {len(members)} files. Ask for the file that the page made, alone."
                )
            found = _read(archive, files, limit)
    except UsageError:
        raise
    # A hostile file makes zipfile raise nearly anything; whatever it is, the file is damaged.
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, LookupError,
        ArithmeticError, NotImplementedError, TypeError, MemoryError,
    ):  # fmt: skip
        raise UsageError(DAMAGED) from None
    return found


def _added_by_a_system(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return name.startswith(NOT_OURS) or last.startswith("._") or last in NOT_OURS_NAMES


def _check(member: zipfile.ZipInfo, limit: int) -> None:
    name = member.filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\\" in name:
        raise UsageError(
            f"It holds the name “{name[:60]}”, which points outside of it. No hand-in has such a name: "
            "ask the learner for the file that the page made."
        )
    if name.lower().endswith(".zip"):
        raise UsageError(
            "It holds other zip files. Unpack it first, then collect from the folder it makes."
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UsageError(
            f"It holds a link, “{name[:60]}”. Links are not followed: ask the learner for the file "
            "that the page made."
        )
    if member.flag_bits & 0x1:
        raise UsageError("It is locked with a password. Ask for it to be sent without one.")
    if member.compress_type not in METHODS:
        raise UsageError("It is packed in an unusual way. Ask for the file that the page made.")
    if member.file_size > limit:
        raise UsageError(
            f"“{name[:60]}” in it would have {member.file_size} bytes; it can have {limit} at most. "
            "Ask the learner for the file that the page made."
        )


def _read(archive: zipfile.ZipFile, files: list[zipfile.ZipInfo], limit: int) -> dict[str, bytes]:
    names = [m.filename for m in files]
    around = {n.partition("/")[0] for n in names if "/" in n}
    if len(around) == 1 and all("/" in n for n in names):
        names = [n.partition("/")[2] for n in names]
    if len(set(names)) < len(names):
        raise UsageError("It holds two files of one name. Ask for the file that the page made.")
    found: dict[str, bytes] = {}
    for name, member in zip(names, files, strict=True):
        with archive.open(member) as stream:
            content = stream.read(limit + 1)
        # What a zip file says of its sizes need not be true.
        if len(content) > limit or sum(map(len, found.values())) > limit:
            raise UsageError(f"“{name[:60]}” in it is larger than it says. {DAMAGED}")
        found[name] = content
    return found
