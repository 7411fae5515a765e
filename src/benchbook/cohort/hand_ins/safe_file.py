"""Read a file that somebody else made or placed: never through a link, never a device, never too much."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ...errors import UsageError

# Where the system has them: do not follow a link, and do not wait for a pipe without a writer.
FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class TooLargeError(UsageError):
    """The file is larger than anything of its sort can be."""


def read_safely(path: Path | str, limit: int, folder: int | None = None) -> bytes:
    """Return the bytes of the ordinary file at `path`, at most `limit` of them.

    With `folder`, an open folder, `path` is a name in that very folder, whatever has been put in
    its place since. Raises UsageError for a link, a device or a file that cannot be read, TooLargeError
    for one beyond the limit, FileNotFoundError where there is none.
    """
    name = Path(path).name
    if folder is None and Path(path).is_symlink():
        raise UsageError(f"“{name}” is a link to another file, and links are not followed.")
    try:
        handle = os.open(path, FLAGS, dir_fd=folder)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"“{name}” cannot be read ({told}), or it is a link.") from None
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise UsageError(f"“{name}” is not an ordinary file.")
        if found.st_size > limit:
            raise TooLargeError(f"“{name}” has {found.st_size} bytes; it can have {limit} at most.")
        try:
            content = file.read(limit + 1)
        except OSError as error:
            raise UsageError(f"“{name}” cannot be read ({error.strerror}).") from None
    if len(content) > limit:
        raise TooLargeError(f"“{name}” is larger than {limit} bytes.")
    return content
