"""A cohort's marks as rows: one a learner, and one a question of a learner.

Sheets are read and marked through `marking.marked`, never a notebook. What a person gave comes
from the gradebook, in one query. The report and the export are made from these rows.
"""

from __future__ import annotations

from collections.abc import Mapping
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
from ..releasing.pairs import Pairs, files_given, read_pairs

if TYPE_CHECKING:
    from pandas import DataFrame

LEARNER_COLUMNS = (
    "code",
    "group",
    "file",
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
    "file",
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
    """The marks of a cohort for one case, given out in one file or in several.

    `files` holds each file as a case, the case itself first; `file_of` says by code which was had.
    `learners` has LEARNER_COLUMNS, then one column `question.<id>` for each question and
    `criterion.<question>.<id>` for each criterion of a ruling; `questions` has QUESTION_COLUMNS.
    A total is missing until everything is marked. `hand_ins` holds each hand-in as marked.
    """

    case: Case
    people: dict[str, Person]
    learners: DataFrame
    questions: DataFrame
    hand_ins: dict[str, MarkedHandIn]
    files: dict[str, Case]
    file_of: dict[str, str]


def cohort_rows(cohort: Cohort, name: str) -> Rows:
    """Return the rows of `cohort` for the case `name`, learners sorted by code.

    Everybody of the list of people has a row, and everybody else with a hand-in.
    Raises UsageError for a case that was not released to the cohort.
    """
    import pandas as pd

    files = {file: released_case(cohort, file) for file in files_given(cohort, name)}
    case = files[name]
    people = read_people(cohort)
    given_in = {file: given(cohort, file) for file in files}
    came = {file: set(cohort.handed_in(file)) for file in files}
    file_of = _file_of(read_pairs(cohort, name), name, came, people)
    hand_ins = {
        code: mark_hand_in(files[file], receive(cohort.submitted(file, code), file))
        for code, file in file_of.items()
        if code in came[file]
    }
    learners, questions = [], []
    for code, file in file_of.items():
        group = people[code].group if code in people else ""
        who = {"code": code, "group": group, "file": file}
        hand_in, known = hand_ins.get(code), given_in[file]
        if hand_in is None:
            learners.append({**who, "handed_in": False, "waits": False})
            continue
        answered = [{**who, **_question_row(code, q, known)} for q in hand_in.questions]
        questions += answered
        at = handed_in_at(cohort.submitted(file, code))
        learners.append(
            {
                **who,
                "handed_in": True,
                "handed_in_at": at,
                "late": known.is_late(code, at),
                "problem": hand_in.received.problem,
                **_points(files[file], code, answered, known),
            }
        )
    columns = [*LEARNER_COLUMNS, *points_columns(case)]
    return Rows(
        case,
        people,
        pd.DataFrame(learners, columns=columns).assign(max=most(case)),
        pd.DataFrame(questions, columns=list(QUESTION_COLUMNS)),
        hand_ins,
        files,
        file_of,
    )


def _file_of(
    pairs: Pairs | None, name: str, came: Mapping[str, set[str]], people: Mapping[str, Person]
) -> dict[str, str]:
    """Return by code, sorted, which file counts: the learner's own, unless only the other came.

    `came` holds by file the codes of those who handed it in.
    """
    drawn = pairs.who if pairs else {}
    found = {}
    for code in sorted({*people, *(c for codes in came.values() for c in codes)}):
        own = drawn.get(code, name)
        other = next((f for f, codes in came.items() if code in codes), own)
        found[code] = own if code in came.get(own, ()) else other
    return found


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


def _question_row(code: str, marked: MarkedQuestion, known: Given) -> dict[str, Any]:
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
