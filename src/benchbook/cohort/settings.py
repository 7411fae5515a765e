"""What nbgrader is told in a cohort's folder, over what every course of ours is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..course_config import configure
from .folder import find_cohort


def configure_cohort(config: Any, root: Path) -> None:
    """Set nbgrader's options for the cohort at `root`."""
    configure(config)
    cohort = find_cohort(root)
    config.CourseDirectory.course_id = cohort.card.id
    config.CourseDirectory.root = str(cohort.root)
    config.CourseDirectory.db_url = cohort.db_url
    if cohort.card.exchange:
        config.Exchange.root = cohort.card.exchange
