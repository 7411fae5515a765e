"""One at a time: whoever marks, collects or writes feedback for a cohort holds its lock."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from filelock import FileLock, Timeout

from ..errors import UsageError
from .folder import Cohort

LOCK = ".marking.lock"


@contextlib.contextmanager
def marking_lock(cohort: Cohort) -> Iterator[None]:
    """Hold the cohort's lock; it is let go at the end, and also when the process is killed.

    Raises UsageError where another process holds it.
    """
    try:
        with FileLock(cohort.root / LOCK, timeout=0):
            yield
    except Timeout:
        raise UsageError(
            f"Another window is marking {cohort.root.name} at this moment. "
            "Wait until it has finished, then run the command again; nothing is lost."
        ) from None
