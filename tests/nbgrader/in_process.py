"""nbgrader's own converters in this process: no start-up, and what they do can be watched."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from benchbook.cohort.settings import AUTOGRADE, SANITIZE
from benchbook.course_config import configure


def nbgrader(root: Path, step: str, *arguments: str, ours: bool = False) -> dict[str, Any]:
    """Run one step of nbgrader in the course at `root`; `ours` marks without executing anything."""
    found = attempted(root, step, *arguments, ours=ours)
    assert found["success"], found
    return found


def attempted(root: Path, step: str, *arguments: str, ours: bool = False) -> dict[str, Any]:
    """Run one step as `nbgrader` does, and return what nbgrader says of it, also where it fails."""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    config = Config()
    configure(config)
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"
    if ours:
        config.Autograde.sanitize_preprocessors = SANITIZE
        config.Autograde.autograde_preprocessors = AUTOGRADE
    with warnings.catch_warnings():
        # nbgrader's own use of SQLAlchemy warns; ours is watched elsewhere.
        warnings.simplefilter("ignore")
        result: dict[str, Any] = getattr(NbGraderAPI(config=config), step)(*arguments)
    return result
