"""What people and nbgrader have put into the gradebook for one case: marks by hand, deadline.

The gradebook is only read, with one query for all marks of a case. nbgrader itself is not
imported: that takes seconds, and a report or an export needs none of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ..folder import Cohort
from ..gradebook.read import reading

MARKS = """
SELECT s.student_id, b.name, b.type, g.auto_score, g.manual_score, g.extra_credit,
       g.needs_manual_grade
FROM assignment a
JOIN submitted_assignment s ON s.assignment_id = a.id
JOIN submitted_notebook n ON n.assignment_id = s.id
JOIN grade g ON g.notebook_id = n.id
JOIN base_cell b ON b.id = g.cell_id
WHERE a.name = :case
"""
DEADLINE = "SELECT duedate FROM assignment WHERE name = :case"
EXTENSIONS = """
SELECT s.student_id, s.extension FROM assignment a
JOIN submitted_assignment s ON s.assignment_id = a.id
WHERE a.name = :case AND s.extension IS NOT NULL
"""


@dataclass(frozen=True)
class Given:
    """Everything of one case that the gradebook knows and a sheet does not."""

    marks: dict[tuple[str, str], float] = field(default_factory=dict)
    deadline: datetime | None = None
    extensions: dict[str, timedelta] = field(default_factory=dict)

    def by_hand(self, code: str, cell: str) -> float | None:
        """Return the points a person gave to the learner's `cell`, or None where nobody did."""
        return self.marks.get((code, cell))

    def is_late(self, code: str, at: datetime | None) -> bool | None:
        """Tell whether a hand-in came after the deadline; None where there is none, or no time."""
        if self.deadline is None or at is None:
            return None
        return at > self.deadline + self.extensions.get(code, timedelta())


def given(cohort: Cohort, case: str) -> Given:
    """Return what the gradebook of `cohort` holds for `case`; nothing where it is not there yet.

    Raises UsageError where it cannot be read.
    """
    with reading(cohort) as gradebook:
        if gradebook is None:
            return Given()
        from sqlalchemy import DateTime, Interval, text

        said = {"case": case}
        due = text(DEADLINE).columns(duedate=DateTime)
        deadline = gradebook.execute(due, said).scalar()
        extra = text(EXTENSIONS).columns(extension=Interval)
        extensions = {row[0]: row[1] for row in gradebook.execute(extra, said)}
        marks = {
            (row[0], row[1]): points
            for row in gradebook.execute(text(MARKS), said)
            if (points := _by_hand(*row[2:])) is not None
        }
    # nbgrader keeps times in UTC without saying so.
    return Given(marks, deadline.replace(tzinfo=UTC) if deadline else None, extensions)


def _by_hand(
    kind: str, auto: float | None, manual: float | None, extra: float | None, waits: bool
) -> float | None:
    """Return the points that count because a person gave them, or None where nobody did.

    A criterion that waits again, because the ruling is a new one, keeps old points in its row:
    they do not count here. A question's own mark may be changed by hand; that always counts.
    """
    if kind == "TaskCell" and (waits or manual is None):
        return None
    if manual is None and not extra:
        return None
    return round((auto or 0.0 if manual is None else manual) + (extra or 0.0), 2)
