"""What the gradebook holds for a case: what the key gave, what a person gave, and what waits.

The gradebook is only read, with two queries for a whole case. nbgrader itself is not imported:
that takes seconds, and this needs none of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...activities.ruling.question import Criterion, Ruling
from ...casebook.case import Case
from ...marking.rubric_feedback import RubricMark
from ..folder import Cohort
from ..gradebook.read import reading

# The same rows hang on a hand-in in both tables; a comment has no points, a grade no words.
OF_CASE = """
FROM assignment a
JOIN submitted_assignment s ON s.assignment_id = a.id
JOIN submitted_notebook n ON n.assignment_id = s.id
JOIN {table} t ON t.notebook_id = n.id
JOIN base_cell b ON b.id = t.cell_id
WHERE a.name = :case AND (CAST(:only AS VARCHAR) IS NULL OR s.student_id = :only)
ORDER BY s.student_id, b.name
"""
GRADES = (
    "SELECT s.student_id, b.name, t.auto_score, t.manual_score, t.extra_credit, t.needs_manual_grade "
    + OF_CASE.format(table="grade")
)
COMMENTS = "SELECT s.student_id, b.name, t.auto_comment, t.manual_comment " + OF_CASE.format(
    table="comment"
)
DIGESTS = """
SELECT student_id, sheet_digest FROM benchbook_marking
WHERE assignment = :case AND (CAST(:only AS VARCHAR) IS NULL OR student_id = :only)
"""


@dataclass
class GivenMarks:
    """The marks of one hand-in: by the key, by a person, and the cells that wait for a person.

    `sheet_digest` is that of the sheet the marks are from, None where marking did not keep it.
    """

    by_key: dict[str, float | None] = field(default_factory=dict)
    by_hand: dict[str, float] = field(default_factory=dict)
    rubric: dict[str, RubricMark] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    sheet_digest: str | None = None


def criteria(case: Case) -> dict[str, Criterion]:
    """Return the criteria that a person marks, by the name of their cell in the gradebook."""
    rulings = [q for q in case.questions if isinstance(q, Ruling)]
    return {f"{q.id}-{c.id}": c for q in rulings for c in q.criteria}


def given_marks(cohort: Cohort, case: Case, only: str | None = None) -> dict[str, GivenMarks]:
    """Return the marks of every hand-in of `case`, by learner's code; `only` asks for one learner."""
    from sqlalchemy import inspect, text

    said = {"case": case.id, "only": only}
    by_person, questions = criteria(case), {f"{q.id}-mark": q.id for q in case.questions}
    found: dict[str, GivenMarks] = {}
    with reading(cohort) as gradebook:
        if gradebook is None:
            return found
        comments = {
            (row[0], row[1]): str(row[3] or row[2] or "")
            for row in gradebook.execute(text(COMMENTS), said)
        }
        for code, cell, *row in gradebook.execute(text(GRADES), said):
            marks = found.setdefault(code, GivenMarks())
            points, waits = _by_hand(*row)
            if cell in by_person:
                comment = comments.get((code, cell), "")
                waits = waits or points is None
                marks.rubric[by_person[cell].id] = RubricMark(None if waits else points, comment)
            elif cell in questions:
                marks.by_key[questions[cell]] = row[0]
                if points is not None:
                    marks.by_hand[questions[cell]] = points
            if waits:
                marks.waiting.append(cell)
        if inspect(gradebook).has_table("benchbook_marking"):
            for code, digest in gradebook.execute(text(DIGESTS), said):
                if code in found:
                    found[code].sheet_digest = digest
    return found


def _by_hand(
    auto: float | None, manual: float | None, extra: float | None, waits: Any
) -> tuple[float | None, bool]:
    """Return the points that a person gave, None where nobody did, and whether the row waits."""
    if manual is None and not extra:
        return None, bool(waits)
    return round((auto or 0.0 if manual is None else manual) + (extra or 0.0), 2), bool(waits)
