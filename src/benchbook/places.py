"""Where the course's own files are: in a repository, or in the installed package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def course_root(start: Path | None = None) -> Path:
    """Return the folder that holds `modules`, `assessments` and `assets`.

    With `start`, the nearest repository at or above it is preferred, so that an author's command
    works on the copy the author stands in. Otherwise the repository that an editable installation
    runs from, and at last the copy that the wheel carries.
    """
    here = [] if start is None else [start.resolve(), *start.resolve().parents]
    for folder in [*here, PACKAGE.parents[1]]:
        if (folder / "modules" / "course.yaml").is_file():
            return folder
    return PACKAGE / "content"


def is_repository(root: Path) -> bool:
    """Tell whether `root` can be written to as a repository, and is not the wheel's copy."""
    return (root / "pyproject.toml").is_file()
