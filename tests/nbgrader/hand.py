"""A cohort into which learners hand in, and what its gradebook then holds."""

from __future__ import annotations

import shutil
import sqlite3
import warnings
from pathlib import Path
from typing import Any

from benchbook.answers import sheet_name
from benchbook.casebook.contents import read_library
from benchbook.cohort.folder import Cohort
from benchbook.cohort.new import new_cohort
from benchbook.cohort.releasing.release import release_case
from benchbook.marking.keys import read_case
from tests.marking import sheets

from .in_process import nbgrader

ROOT = Path(__file__).resolve().parents[2]
CASE = "night-shift"
# What the gradebook holds of a cell: points by machine, by hand, and whether a person must look.
Rows = dict[str, tuple[float | None, float | None, bool]]


class Hand:
    """A cohort with a released case, into which learners hand in."""

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self.root = cohort.root
        self.case = read_case(cohort.key_file(CASE))

    def in_(self, learner: str, sheet: str | None) -> Path:
        """Lay a hand-in of `learner` into submitted/ and return its folder."""
        target = self.cohort.submitted(CASE, learner)
        shutil.copytree(self.cohort.released(CASE), target)
        if sheet is not None:
            (target / sheet_name(CASE)).write_text(sheet, encoding="utf-8")
        return target

    def key(self, **other: Any) -> str:
        """Return the text of a sheet with the key, but for the answers in `other`."""
        return sheets.sheet(self.case, {**self.case.key_answers(), **other})

    def autograde(self, learner: str) -> Rows:
        """Run nbgrader's autograde for one learner and return what the gradebook then holds."""
        nbgrader(self.root, "autograde", CASE, learner, ours=True)
        return self.rows(learner)

    def rows(self, learner: str) -> Rows:
        from nbgrader.api import Gradebook

        with Gradebook(self.cohort.db_url) as gradebook:
            grades = gradebook.find_submission_notebook(CASE, CASE, learner).grades
            return {
                g.cell.name: (g.auto_score, g.manual_score, g.needs_manual_grade) for g in grades
            }

    def give(self, learner: str, cell: str, points: float) -> None:
        """Give marks by hand, as formgrader does."""
        from nbgrader.api import Gradebook

        with Gradebook(self.cohort.db_url) as gradebook:
            grade = gradebook.find_grade(cell, CASE, CASE, learner)
            grade.manual_score, grade.needs_manual_grade = points, False
            gradebook.db.commit()

    def remembered(self, table: str, learner: str) -> list[dict[str, Any]]:
        with sqlite3.connect(self.root / "gradebook.db") as database:
            database.row_factory = sqlite3.Row
            query = f"select * from benchbook_{table} where student_id = ?"  # noqa: S608 # our own word
            return [dict(row) for row in database.execute(query, [learner])]

    def marked(self, learner: str) -> str:
        path = self.cohort.autograded(CASE, learner) / f"{CASE}.ipynb"
        return path.read_text(encoding="utf-8")


def released(root: Path) -> Hand:
    """Return a new cohort in `root` with the case released, and “honest” marked with the key."""
    (root / "people.csv").write_text("name\nAda\nBo\n", encoding="utf-8")
    with warnings.catch_warnings():
        # nbgrader's own use of SQLAlchemy warns.
        warnings.simplefilter("ignore")
        cohort, _ = new_cohort(root / "cohort", root / "people.csv")
        release_case(cohort, read_library(ROOT), CASE)
    made = Hand(cohort)
    made.in_("honest", made.key())
    made.autograde("honest")
    return made
