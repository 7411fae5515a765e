"""What every nbgrader course of ours sets, and why. Called from `nbgrader_config.py`."""

from __future__ import annotations

from typing import Any

from .jupyter_paths import find_kernel


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
