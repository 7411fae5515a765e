"""One at a time: whoever collects, marks, or forgets a person holds the cohort's lock."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from filelock import FileLock, Timeout

from ..errors import UsageError
from .folder import Cohort

LOCK = ".cohort.lock"


@contextlib.contextmanager
def cohort_lock(cohort: Cohort, wait: float = 0) -> Iterator[None]:
    """Hold the cohort's lock; it is let go at the end, and also when the process is killed.

    Raises UsageError where another process holds it and does not let it go in `wait` seconds.
    """
    lock = FileLock(cohort.root / LOCK, timeout=wait)
    try:
        lock.acquire()
    except Timeout:
        raise UsageError(
            f"Another window is collecting or marking in {cohort.root.name} at this moment. "
            "Wait until it has finished, then run the command again; nothing is lost."
        ) from None
    try:
        yield
    finally:
        lock.release()
