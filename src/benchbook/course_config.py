"""nbgrader for a course of ours: what every course sets, and its programming interface."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterator
from typing import Any

from .errors import BenchbookError
from .jupyter_paths import find_kernel


class NbgraderError(BenchbookError):
    """nbgrader could not do what it was asked; the message ends with its own words."""


def configure(config: Any) -> None:
    """Set nbgrader's options for a course folder: its id, its marks, what is handed out."""
    find_kernel()
    config.CourseDirectory.course_id = "benchbook"
    # A learner's sheet must never be released or overwritten by one that lies in source/.
    config.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", ".*.tmp"]
    # The case's questions travel with its notebook, and no key does: see casebook.
    config.ClearSolutions.enforce_metadata = False
    # One marking cell may read the case, the law's names and a long ruling.
    config.ExecutePreprocessor.timeout = 120


@contextlib.contextmanager
def course_api(config: Any) -> Iterator[tuple[Any, io.StringIO]]:
    """Give nbgrader's programming interface under `config`, and the log of what it says."""
    from nbgrader.apps import NbGraderAPI

    find_kernel()
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logger = logging.getLogger("traitlets")
    before = logger.handlers[:], logger.propagate
    logger.handlers[:], logger.propagate = [handler], False
    try:
        yield NbGraderAPI(config=config), log
    finally:
        logger.handlers[:], logger.propagate = before


def ran(result: dict[str, Any], log: io.StringIO, step: str) -> None:
    """Raise NbgraderError with nbgrader's own words unless `result` says that `step` succeeded."""
    if not result["success"]:
        told = "\n".join(t for t in (log.getvalue(), result.get("log"), result.get("error")) if t)
        raise NbgraderError(f"nbgrader could not run {step}:\n{told.strip()}")
