"""Hand-ins and marks of a cohort, laid down as collecting, marking and formgrader leave them."""

from __future__ import annotations

import shutil
import warnings
from typing import Any

from benchbook.answers import Sheet, sheet_name
from benchbook.casebook.case import Case
from benchbook.cohort.folder import Cohort
from benchbook.marking.keys import read_case
from benchbook.marking.marked import mark_hand_in, receive

from .conftest import CASE

SECRET = "0123456789abcdef"  # noqa: S105 # made up
TIMESTAMP = "2026-11-21 10:00:00.000000 UTC"


def case_of(cohort: Cohort) -> Case:
    """Return the case as the cohort was given it."""
    return read_case(cohort.key_file(CASE))


def hand_in(
    cohort: Cohort, code: str, answers: dict[str, Any] | None, *, secret: bool = False
) -> None:
    """Lay a hand-in into submitted/, in place of the one before; without answers, without a sheet."""
    target = cohort.submitted(CASE, code)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(cohort.released(CASE), target)
    (target / "timestamp.txt").write_text(TIMESTAMP, encoding="utf-8")
    if secret:
        (target / "submission_secret.txt").write_text(SECRET, encoding="utf-8")
    if answers is not None:
        sheet = Sheet(of=CASE, edition=case_of(cohort).edition)
        for question, answer in answers.items():
            sheet.record(question, answer, "2026-11-21T10:00:00+00:00")
        (target / sheet_name(CASE)).write_text(sheet.model_dump_json(), encoding="utf-8")


def mark(cohort: Cohort, *codes: str) -> None:
    """Write what the key gives into the gradebook, as marking does."""
    from nbgrader.api import Gradebook

    case = case_of(cohort)
    with warnings.catch_warnings(), Gradebook(cohort.db_url) as gradebook:
        warnings.simplefilter("ignore")  # nbgrader's own use of SQLAlchemy warns
        for code in codes:
            marked = mark_hand_in(case, receive(cohort.submitted(CASE, code), CASE))
            points = {f"{q.question.id}-mark": q.mark.points for q in marked.questions}
            submission = gradebook.update_or_create_submission(CASE, code)
            for grade in submission.notebooks[0].grades:
                if grade.name in points:
                    grade.auto_score, grade.needs_manual_grade = points[grade.name], False
        gradebook.db.commit()


def give(cohort: Cohort, code: str, marks: dict[str, float | None], comment: str = "") -> None:
    """Give points for cells as a person does in formgrader; None takes them away again."""
    from nbgrader.api import Gradebook

    with warnings.catch_warnings(), Gradebook(cohort.db_url) as gradebook:
        warnings.simplefilter("ignore")
        for cell, points in marks.items():
            grade = gradebook.find_grade(cell, CASE, CASE, code)
            grade.manual_score = points
            grade.needs_manual_grade = points is None and grade.auto_score is None
            if comment:
                gradebook.find_comment(cell, CASE, CASE, code).manual_comment = comment
        gradebook.db.commit()


def give_all(cohort: Cohort, code: str, points: float = 3.0, comment: str = "") -> None:
    """Give the same points for every criterion of the ruling."""
    ruling: Any = case_of(cohort).question("ruling")
    give(cohort, code, {f"ruling-{c.id}": points for c in ruling.criteria}, comment)
