"""nbgrader's own programming interface, for a cohort's folder."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterator
from typing import Any

from ..errors import BenchbookError
from ..jupyter_paths import find_kernel
from .folder import Cohort
from .settings import configure_cohort


class NbgraderError(BenchbookError):
    """nbgrader could not do what it was asked; the message ends with its own words."""


@contextlib.contextmanager
def course_api(cohort: Cohort) -> Iterator[tuple[Any, io.StringIO]]:
    """Give nbgrader's programming interface for `cohort`, and the log of what it says."""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    find_kernel()
    config = Config()
    configure_cohort(config, cohort.root)
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
