"""What stands in the gradebook before a hand-in is marked again: given by a person, or to be kept."""

from __future__ import annotations

from datetime import datetime

from ...activities.ruling.question import Ruling
from ...casebook.case import Case
from ...marking.feedback_page import RubricMark
from ...marking.marked import MarkedHandIn
from ...marking.records import Marking, Replaced
from ..gradebook.database import Standing
from .again import change


def rubric_given(case: Case, there: Standing | None, new_ruling: bool) -> dict[str, RubricMark]:
    """Return what a person gave, by criterion; points given for another ruling are left out."""
    found = {}
    for question in case.questions:
        for criterion in question.criteria if isinstance(question, Ruling) else ():
            row = there.rows.get(f"{question.id}-{criterion.id}") if there else None
            stands = row is not None and not row.needs_manual_grade and not new_ruling
            found[criterion.id] = RubricMark(
                row.manual_score if row and stands else None, row.comment if row else ""
            )
    return found


def points_given(case: Case, there: Standing | None) -> dict[str, float]:
    """Return the points that a person put over those of the key, by question."""
    rows = there.rows if there else {}
    given = ((q.id, rows.get(f"{q.id}-mark")) for q in case.questions)
    return {
        name: row.manual_score
        for name, row in given
        if row is not None and row.manual_score is not None
    }


def replaced_marks(
    marked: MarkedHandIn,
    code: str,
    there: Standing | None,
    before: Marking | None,
    moment: datetime,
) -> list[Replaced]:
    """Return the marks that stood, where another edition or another sheet now takes their place."""
    if there is None or not any(r.auto_score is not None for r in there.rows.values()):
        return []
    same_edition = before is None or before.edition == marked.case.edition
    if same_edition and change(marked, code, there) is None:
        return []
    edition, marked_at = (before.edition, before.marked_at) if before else (None, None)
    return [
        Replaced(
            code, marked.case.id, cell, row.auto_score, row.manual_score,
            row.needs_manual_grade, edition, marked_at, moment,
        )
        for cell, row in there.rows.items()
    ]  # fmt: skip
