"""What nbgrader is told in a cohort's folder, over what every course of ours is told."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..course_config import configure, course_api
from .folder import Cohort, find_cohort

# In the order in which nbgrader runs them; what is not ours is nbgrader's own, at its own place.
SANITIZE = [
    "benchbook.marking.preprocessors.ReleasedNotebook",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
AUTOGRADE = [
    "benchbook.marking.preprocessors.MarkFromSheet",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "benchbook.marking.preprocessors.RememberMarking",
    "nbgrader.preprocessors.CheckCellMetadata",
]


def configure_cohort(config: Any, root: Path) -> None:
    """Set nbgrader's options for the cohort at `root`."""
    configure(config)
    cohort = find_cohort(root)
    config.CourseDirectory.course_id = cohort.card.id
    config.CourseDirectory.root = str(cohort.root)
    config.CourseDirectory.db_url = cohort.db_url
    # nbgrader marks from the released notebook and the answer sheet, and executes nothing.
    config.Autograde.sanitize_preprocessors = SANITIZE
    config.Autograde.autograde_preprocessors = AUTOGRADE
    if cohort.card.exchange:
        config.Exchange.root = cohort.card.exchange
    show_rulings_beside_criteria(config)
    # nbgrader's own page shows what learners wrote unescaped; by name, because it is needed rarely.
    config.GenerateFeedback.exporter_class = "benchbook.cohort.returning.exporter.FeedbackExporter"


def show_rulings_beside_criteria(config: Any) -> None:
    """Let formgrader show a hand-in by our template, which builds on its own."""
    found = find_spec("nbgrader")
    if found is None or not found.submodule_search_locations:
        return
    # Not imported: nbgrader takes seconds, and most commands only need its place.
    stock = Path(
        found.submodule_search_locations[0], "server_extensions", "formgrader", "templates"
    )
    ours = Path(__file__).parent / "formgrader"
    config.HTMLExporter.template_name = "benchbook_formgrade"
    config.HTMLExporter.extra_template_basedirs = [str(ours), str(stock)]
    config.HTMLExporter.extra_template_paths = [str(stock)]


def cohort_api(cohort: Cohort) -> AbstractContextManager[tuple[Any, io.StringIO]]:
    """Give nbgrader's programming interface for `cohort`, and the log of what it says."""
    from traitlets.config import Config

    config = Config()
    configure_cohort(config, cohort.root)
    return course_api(config)
