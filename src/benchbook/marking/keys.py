"""Find the key of a case: in the course that marks it, never beside the learner's notebook."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from ..casebook.case import Case
from ..casebook.case_file import read_case_file
from ..errors import UsageError

VARIABLE = "BENCHBOOK_CASES"


def cases_folder(start: Path) -> Path | None:
    """Return the folder of keys for work done in `start`, or None.

    It is `cases/` in the nearest folder upward that holds `nbgrader_config.py`, else the folder
    named by BENCHBOOK_CASES.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "nbgrader_config.py").is_file():
            if (folder / "cases").is_dir():
                return folder / "cases"
            break
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def key_of(case: str, start: Path) -> Case | None:
    """Return the case `case` with its key for work done in `start`, or None where there is none."""
    folder = cases_folder(start)
    if folder is None or not (folder / f"{case}.yaml").is_file():
        return None
    return read_case(folder / f"{case}.yaml")


def read_case(path: Path) -> Case:
    """Return the case at `path`, read once unless it changes. Raises ContentError where it is broken."""
    found = path.stat()
    return _read_case(path, found.st_mtime_ns, found.st_size)


# A cohort's server runs for days, and a key may be replaced by a new edition meanwhile.
@lru_cache(maxsize=32)
def _read_case(path: Path, changed: int, size: int) -> Case:  # noqa: ARG001 # what tells a new file
    case = read_case_file(path)
    if path.stem != case.id:
        raise UsageError(f"{path.name} holds the case “{case.id}”. Name the file after the case.")
    return case
