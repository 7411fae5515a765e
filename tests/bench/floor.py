"""The least that marking can be: read the sheets, mark, write the rows at once, write the bytes.

`python -m tests.bench.floor FOLDER` takes a cohort that is marked, reads what marking wrote into
memory, and writes the same again into a new gradebook and new folders; it prints the seconds that
this took, reading of what was prepared left out. The folders that the files stand in are part of it.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert

from benchbook.cohort.folder import find_cohort
from benchbook.cohort.gradebook.database import Gradebook, read_cells, row_id
from benchbook.cohort.gradebook.tables import COMMENT, GRADE, SUBMISSION, SUBMITTED_NOTEBOOK
from benchbook.marking.keys import read_case
from benchbook.marking.marked import mark_hand_in, receive
from tests.bench.cohorts import CASE


def floor(root: Path) -> float:
    """Return the seconds for the hand-ins of the cohort at `root`, which must be marked."""
    cohort = find_cohort(root)
    case = read_case(cohort.key_file(CASE))
    codes = cohort.handed_in(CASE)
    target = root / "floor"
    prepared: list[tuple[Path, str, bytes]] = []
    for code in codes:
        for folder, name in (
            (cohort.autograded(CASE, code), f"{CASE}.ipynb"),
            (cohort.feedback(CASE, code), f"{CASE}.html"),
        ):
            there = target / folder.relative_to(root)
            prepared.append((there, name, (folder / name).read_bytes()))
    target.mkdir()
    shutil.copy(root / "gradebook.db", target.with_suffix(".db"))
    address = f"sqlite:///{target.with_suffix('.db')}"
    with Gradebook(address) as gradebook, gradebook.transaction() as connection:
        cells = read_cells(connection, CASE)
        for table in (COMMENT, GRADE, SUBMITTED_NOTEBOOK, SUBMISSION):
            connection.execute(table.delete())
    engine = create_engine(address)
    begun = time.perf_counter()
    rows: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (SUBMISSION, SUBMITTED_NOTEBOOK, GRADE, COMMENT)
    }
    for code in codes:
        marked = mark_hand_in(case, receive(cohort.submitted(CASE, code), CASE))
        scores = {f"{q.question.id}-mark": q.mark.points for q in marked.questions}
        submission, notebook = row_id(code), row_id(f"{code}/notebook")
        rows[SUBMISSION].append(
            {"id": submission, "assignment_id": cells.assignment, "student_id": code}
        )
        rows[SUBMITTED_NOTEBOOK].append(
            {
                "id": notebook,
                "assignment_id": submission,
                "notebook_id": cells.notebook,
                "flagged": False,
            }
        )
        for name, (cell, _) in (*cells.marks.items(), *cells.criteria.items()):
            score = scores.get(name)
            rows[GRADE].append(
                {
                    "id": row_id(f"{code}/{name}"),
                    "notebook_id": notebook,
                    "cell_id": cell,
                    "auto_score": score,
                    "needs_manual_grade": score is None,
                }
            )
        for name, (cell, _) in cells.criteria.items():
            rows[COMMENT].append(
                {"id": row_id(f"{code}/{name}"), "notebook_id": notebook, "cell_id": cell}
            )
    with engine.begin() as connection:
        for table, found in rows.items():
            connection.execute(insert(table), found)
    for folder, name, content in prepared:
        os.makedirs(folder)  # noqa: PTH103 # the floor: nothing but the call
        with open(f"{folder}/{name}", "wb") as file:  # noqa: PTH123 # as above
            file.write(content)
    took = time.perf_counter() - begun
    engine.dispose()
    return took


if __name__ == "__main__":
    sys.stdout.write(f"{floor(Path(sys.argv[1]))}\n")
