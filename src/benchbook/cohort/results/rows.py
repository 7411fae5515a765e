"""A cohort's marks as rows: one a learner, and one a question of a learner.

Sheets are read and marked through `marking.marked`, never a notebook. What a person gave comes
from the gradebook, in one query. The report and the export are made from these rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from ...activities import kinds
from ...activities.ruling.question import Ruling
from ...casebook.case import Case
from ...marking.marked import MarkedHandIn, MarkedQuestion, mark_hand_in, receive
from ..folder import Cohort
from ..gradebook.read import released_case
from ..marks.given import Given, given
from ..people import Person, read_people

if TYPE_CHECKING:
    from pandas import DataFrame

LEARNER_COLUMNS = (
    "code",
    "group",
    "handed_in",
    "handed_in_at",
    "late",
    "problem",
    "waits",
    "earned",
    "ruling",
    "total",
    "max",
)
QUESTION_COLUMNS = (
    "code",
    "group",
    "question",
    "kind",
    "points",
    "max",
    "share",
    "chosen",
    "confidence",
    "blank",
    "malformed",
    "by_hand",
)


@dataclass(frozen=True)
class Rows:
    """The marks of a cohort for one case.

    `learners` has LEARNER_COLUMNS, then one column `question.<id>` for each question and
    `criterion.<question>.<id>` for each criterion of a ruling; `questions` has QUESTION_COLUMNS.
    A total is missing until everything is marked. `hand_ins` holds each hand-in as marked.
    """

    case: Case
    people: dict[str, Person]
    learners: DataFrame
    questions: DataFrame
    hand_ins: dict[str, MarkedHandIn]


def cohort_rows(cohort: Cohort, name: str) -> Rows:
    """Return the rows of `cohort` for the case `name`, learners sorted by code.

    Everybody of the list of people has a row, and everybody else with a hand-in.
    Raises UsageError for a case that was not released to the cohort.
    """
    import pandas as pd

    case = released_case(cohort, name)
    people = read_people(cohort)
    known = given(cohort, name)
    codes = cohort.handed_in(name)
    hand_ins = {c: mark_hand_in(case, receive(cohort.submitted(name, c), name)) for c in codes}
    learners, questions = [], []
    for code in sorted({*people, *codes}):
        group = people[code].group if code in people else ""
        hand_in = hand_ins.get(code)
        if hand_in is None:
            learners.append({"code": code, "group": group, "handed_in": False, "waits": False})
            continue
        answered = [_question_row(code, group, q, known) for q in hand_in.questions]
        questions += answered
        at = handed_in_at(cohort.submitted(name, code))
        learners.append(
            {
                "code": code,
                "group": group,
                "handed_in": True,
                "handed_in_at": at,
                "late": known.is_late(code, at),
                "problem": hand_in.received.problem,
                **_points(case, code, answered, known),
            }
        )
    columns = [*LEARNER_COLUMNS, *points_columns(case)]
    return Rows(
        case,
        people,
        pd.DataFrame(learners, columns=columns).assign(max=most(case)),
        pd.DataFrame(questions, columns=list(QUESTION_COLUMNS)),
        hand_ins,
    )


def points_columns(case: Case) -> list[str]:
    """Return the names of the columns with points: each question, each criterion of a ruling."""
    found = []
    for question in case.questions:
        if isinstance(question, Ruling):
            found += [f"criterion.{question.id}.{c.id}" for c in question.criteria]
        else:
            found.append(f"question.{question.id}")
    return found


def most(case: Case) -> float:
    """Return the points of a full answer to the whole case."""
    return sum(
        sum(c.points for c in q.criteria) if isinstance(q, Ruling) else q.points
        for q in case.questions
    )


def handed_in_at(folder: Path) -> datetime | None:
    """Return when the hand-in in `folder` came, from nbgrader's `timestamp.txt`; None without one."""
    try:
        told = (folder / "timestamp.txt").read_text(encoding="utf-8").strip()
        at = datetime.fromisoformat(told.removesuffix("UTC").strip())
    except (OSError, ValueError):
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _points(
    case: Case, code: str, answered: list[dict[str, Any]], known: Given
) -> dict[str, float | bool | None]:
    """Return the learner's points: what marking gave, what a person gave, and their sum."""
    row: dict[str, float | bool | None] = {}
    earned = sum(r["points"] for r in answered if r["kind"] != "ruling")
    for marked in answered:
        if marked["kind"] != "ruling":
            row[f"question.{marked['question']}"] = marked["points"]
    by_person: list[float | None] = []
    for question in case.questions:
        if isinstance(question, Ruling):
            for criterion in question.criteria:
                points = known.by_hand(code, f"{question.id}-{criterion.id}")
                row[f"criterion.{question.id}.{criterion.id}"] = points
                by_person.append(points)
    waits = None in by_person
    ruling = None if waits or not by_person else sum(p for p in by_person if p is not None)
    total = None if waits else round(earned + (ruling or 0.0), 2)
    return {**row, "waits": waits, "earned": round(earned, 2), "ruling": ruling, "total": total}


def _question_row(code: str, group: str, marked: MarkedQuestion, known: Given) -> dict[str, Any]:
    question = marked.question
    points: float | None
    if isinstance(question, Ruling):
        given_points = [known.by_hand(code, f"{question.id}-{c.id}") for c in question.criteria]
        by_hand = None not in given_points
        points = sum(p for p in given_points if p is not None) if by_hand else None
        full = sum(c.points for c in question.criteria)
    else:
        changed = known.by_hand(code, f"{question.id}-mark")
        by_hand = changed is not None
        points = changed if changed is not None else marked.mark.points
        full = question.points
    chosen, confidence = written_out(marked)
    return {
        "code": code,
        "group": group,
        "question": question.id,
        "kind": question.kind,
        "points": points,
        "max": full,
        "share": None if points is None else round(points / full, 4),
        "chosen": chosen,
        "confidence": confidence,
        "blank": marked.answer is None,
        "malformed": marked.malformed,
        "by_hand": by_hand,
    }


def written_out(marked: MarkedQuestion) -> tuple[str, str]:
    """Return what was chosen and how sure the learner was, each as one line of ids.

    A ruling's text is not repeated, and an answer that has not the form of its question is not
    read; both give nothing.
    """
    if marked.answer is None or marked.malformed or isinstance(marked.question, Ruling):
        return "", ""
    answer = kinds.kind(marked.question.kind).answer.model_validate(marked.answer)
    return _line(answer), "; ".join(_confidence(answer, ""))


def _line(value: Any, between: str = "; ", of: str = ": ") -> str:
    """Return an answer on one line: “; ” between its parts, “, ” inside them."""
    if isinstance(value, BaseModel):
        values = {n: v for n, v in value if n != "confidence" and v is not None}
        if len(values) == 1 and between == "; ":
            return _line(next(iter(values.values())), between, of)
        words = ", ".join(str(v) for v in values.values() if not isinstance(v, list))
        lists = [f"({' '.join(v)})" for v in values.values() if isinstance(v, list) and v]
        return " ".join(part for part in (words, *lists) if part)
    if isinstance(value, dict):
        return between.join(f"{k}{of}{_line(v, ', ', ' ')}" for k, v in value.items())
    if isinstance(value, list):
        return between.join(map(str, value))
    return str(value)


def _confidence(value: Any, name: str) -> list[str]:
    if isinstance(value, BaseModel):
        said = getattr(value, "confidence", None)
        own = [f"{name}: {said}" if name else str(said)] if said else []
        return own + [line for _, inner in value for line in _confidence(inner, "")]
    if isinstance(value, dict):
        return [line for key, inner in value.items() for line in _confidence(inner, str(key))]
    return []
