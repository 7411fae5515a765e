"""Mark again under a newer edition of a key: what may change in one, and who would get other marks.

Answers and marks hang on the ids of questions, options and criteria. An edition may change the key,
the points and the reasons; anything else is another case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...activities.ruling.question import Ruling
from ...casebook.case import Case
from ...errors import UsageError
from ...marking.marked import MarkedHandIn
from ..gradebook.database import Cells, Standing

ANOTHER_CASE = (
    "Answers and marks hang on them. Give the changed case a new id with “supersedes”, "
    "and release it as a case of its own."
)


@dataclass(frozen=True)
class Changed:
    """One hand-in whose marks another marking would change: by question title, from what to what."""

    code: str
    before: float
    after: float
    questions: tuple[tuple[str, float | None, float], ...]

    def __str__(self) -> str:
        parts = "; ".join(
            f"“{title}” {'no mark' if old is None else f'{old:g}'} → {new:g}"
            for title, old, new in self.questions
        )
        return f"{self.code}: {self.before:g} → {self.after:g} points ({parts})."


def check_cells(case: Case, cells: Cells) -> None:
    """Raise UsageError unless the key of `case` fits the cells and points in the gradebook."""
    marks, criteria = _cells_of(case)
    there = {name: most for name, (_, most) in (*cells.marks.items(), *cells.criteria.items())}
    wrong_sort = set(marks) & set(cells.criteria) | set(criteria) & set(cells.marks)
    wanted = {**marks, **criteria}
    other = sorted(set(wanted) ^ set(there) | wrong_sort)
    if other:
        raise UsageError(
            f"Edition {case.edition} of “{case.id}” does not have the questions and criteria that were "
            f"released: {', '.join(other)}. {ANOTHER_CASE}"
        )
    other = [f"{n} ({there[n]:g}, now {wanted[n]:g})" for n in wanted if wanted[n] != there[n]]
    if other:
        raise UsageError(
            f"Edition {case.edition} of “{case.id}” gives other points than were released: "
            f"{', '.join(other)}. Learners answered for the points they were told: put these back, "
            "or release the case with the new points as a case of its own."
        )


def check_released(case: Case, released: Mapping[str, Any]) -> None:
    """Raise UsageError unless `case` asks what was `released`: the same questions, kinds and ids.

    `released` is the content of the released `<case>.case.json`. Called with the cohort's own
    release when it marks, and before a newer edition is released to a cohort with hand-ins.
    """
    old = {q["id"]: q for q in released["questions"]}
    new = {q.id: q.public() for q in case.questions}
    changed = sorted(set(old) ^ set(new))
    changed += [n for n in new if n in old and _shape(old[n]) != _shape(new[n])]
    if changed:
        raise UsageError(
            f"Edition {case.edition} of “{case.id}” changes questions, or ids or kinds in them, that learners "
            f"have answered: {', '.join(changed)}. {ANOTHER_CASE}"
        )


def reasons(case: Case, since: int) -> list[str]:
    """Return why each edition after `since` was made, oldest first."""
    return [
        f"Edition {e.edition} of {e.on.isoformat()}: {e.reason}"
        for e in case.editions
        if e.edition > since
    ]


def change(marked: MarkedHandIn, code: str, there: Standing) -> Changed | None:
    """Return what `marked` would change of the marks that stand, or None."""
    before = after = 0.0
    questions = []
    for question in marked.questions:
        row = there.rows.get(f"{question.question.id}-mark")
        if isinstance(question.question, Ruling):
            continue
        old, new = (row.auto_score if row else None), question.mark.points
        before += old or 0.0
        after += new
        if old != new:
            questions.append((question.question.title, old, new))
    if not questions:
        return None
    return Changed(code, round(before, 2), round(after, 2), tuple(questions))


def _cells_of(case: Case) -> tuple[dict[str, float], dict[str, float]]:
    marks: dict[str, float] = {}
    criteria: dict[str, float] = {}
    for question in case.questions:
        if isinstance(question, Ruling):
            criteria |= {f"{question.id}-{c.id}": c.points for c in question.criteria}
        else:
            marks[f"{question.id}-mark"] = question.points
    return marks, criteria


def _shape(public: Mapping[str, Any]) -> tuple[str, list[str]]:
    return str(public["kind"]), sorted(_ids(public))


def _ids(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        for name, value in part.items():
            if name == "id":
                yield str(value)
            else:
                yield from _ids(value)
    elif isinstance(part, list):
        for value in part:
            yield from _ids(value)
