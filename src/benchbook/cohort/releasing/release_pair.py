"""Release a case in two files, each learner theirs: the case to some, a variant of it to the others.

The files are separate assignments of nbgrader. A learner's own file lies in
handout/<case>/<code>.zip; nothing that is given out holds the other one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ...answers.sheet_file import replace_whole
from ...casebook.contents import Library
from ...errors import UsageError
from ...notebooks.case_notebook import as_text
from ..folder import Cohort
from ..people import read_people
from .pairs import Pairs, draw, files_of, read_pairs, write_pairs
from .release import Released, hand_out, release_case, write_bytes

INSTEAD = (
    "The instructor gives you the file of this case.\n"
    "Take it in with “benchbook join” and the name of that file."
)


@dataclass(frozen=True)
class ReleasedPair:
    """What releasing did, for each file of the pair, and the folder with a zip file a learner."""

    pairs: Pairs
    did: dict[str, Released]
    handout: Path


def release_pair(
    cohort: Cohort, library: Library, case: str, seed: int, due: datetime | None = None
) -> ReleasedPair:
    """Release `case` and its variants, to be handed in by `due`, and say who has which.

    Who came since the lot was drawn is dealt a file too; nobody's file changes. Where the cohort
    has an exchange, a group has one file together.
    Raises UsageError where there is no variant, where the case was given to all before, or where
    the lot was drawn with another seed.
    """
    files = files_of(library, case)
    people = read_people(cohort)
    before = read_pairs(cohort, case)
    if before is None:
        given = [f for f in files if cohort.key_file(f).is_file()]
        if given:
            raise UsageError(
                f"“{given[0]}” was given to everybody before, so there is nothing left to draw. "
                "Use --pairs with a case that is not released yet."
            )
    elif before.seed != seed:
        raise UsageError(
            f"The files of “{case}” were drawn with the seed {before.seed}, and who has which stays. "
            f"Give --pairs {before.seed}."
        )
    by_group = cohort.card.exchange is not None
    who = draw(people, files, seed, before.who if before else None, by_group=by_group)
    pairs = Pairs(case, files, seed, who)
    # The lot first: a release that is stopped goes on with the same one.
    write_pairs(cohort, pairs, people)
    did = {f: release_case(cohort, library, f, due, to_all=False) for f in files}
    for file in files:
        if cohort.card.exchange:
            _take_out_of_exchange(cohort, file)
        content = hand_out(cohort, library, file)
        for code in pairs.has(file):
            write_bytes(handout(cohort, case) / f"{code}.zip", content)
    return ReleasedPair(pairs, did, handout(cohort, case))


def handout(cohort: Cohort, case: str) -> Path:
    """Return the folder with each learner's own zip file of `case`."""
    return cohort.root / "handout" / case


def _take_out_of_exchange(cohort: Cohort, file: str) -> None:
    """Leave in nbgrader's exchange only the case's name: whoever fetches there could have both.

    The name has to stay, because nbgrader takes hand-ins only of what stands in its exchange.
    """
    folder = Path(str(cohort.card.exchange), cohort.card.id, "outbound", file)
    (folder / f"{file}.case.json").unlink(missing_ok=True)
    notebook = folder / f"{file}.ipynb"
    found = json.loads(notebook.read_text(encoding="utf-8"))
    lines = INSTEAD.splitlines(keepends=True)
    cell = {"cell_type": "markdown", "id": "instead", "metadata": {}, "source": lines}
    if found["cells"] != [cell]:
        mode = notebook.stat().st_mode
        replace_whole(notebook, as_text({**found, "cells": [cell]}))
        notebook.chmod(mode & 0o777)
