"""What nbgrader's own “Generate Feedback” writes in a cohort's folder: our page, and no other.

nbgrader's page shows a learner's text unescaped, runs scripts and prints what stands in cells. It
takes an exporter by name; this one only asks for the page and leaves the notebook unread.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter

from ..folder import find_cohort
from .giving_back import page_of


class FeedbackExporter(Exporter):
    """Gives the feedback page of the hand-in whose marked notebook it is handed."""

    def _file_extension_default(self) -> str:
        return ".html"

    def from_filename(
        self,
        filename: str,
        resources: Any = None,
        **_: Any,
    ) -> Any:
        """Return the page, and the resources that nbgrader's writer reads."""
        about = resources["nbgrader"]
        page = page_of(
            find_cohort(Path(filename).absolute().parent), about["assignment"], about["student"]
        )
        return page, {**resources, "output_extension": self.file_extension, "outputs": {}}
