"""Marking inside nbgrader: what `nbgrader autograde` and formgrader's Autograde button run here.

nbgrader first sanitises the learner's notebook, then executes and scores it. In a cohort's folder
both halves are other preprocessors: the first puts the released notebook in the place of the
learner's, the second fills in the outputs that executing it would give, from the answer sheet.
Nothing of a learner's is run, and no kernel is started.

The marks are those of executed nbgrader, but for one thing on marking again: where the ruling is
another than before, criteria that a person marked wait for a person again and keep their marks
meanwhile; nbgrader would leave them as done. It still reads the learner's notebook before it asks
us, so one that is missing or not JSON is for `benchbook mark`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Grade, Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from ..casebook.case import Case
from ..errors import UsageError
from . import records
from .keys import key_of
from .marked import MarkedHandIn, mark_hand_in, receive
from .marked_notebook import MarkedNotebooks

_MARKED = "benchbook_marked"


class ReleasedNotebook(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader ships no types
    """Puts the released notebook in the place of the learner's, of which nothing is used."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ARG002 # nbconvert calls it so
        """Return the released notebook. Raises UsageError where the case was not released."""
        course, case = _course(self), resources["nbgrader"]["assignment"]
        path = Path(course.format_path(course.release_directory, ".", case)) / f"{case}.ipynb"
        try:
            return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4), resources
        except FileNotFoundError:
            raise UsageError(
                f"{path} is not there, so “{case}” cannot be marked. Release the case again."
            ) from None


class MarkFromSheet(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader ships no types
    """Marks the answer sheet that was handed in and shows it as executed cells would."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with outputs. Raises UsageError where the course has no key."""
        told = resources["nbgrader"]
        course = _course(self)
        case = _key(told["assignment"], Path(course.root))
        # The sheet as it was handed in: nbgrader's copy of it may be what a link pointed at.
        folder = course.format_path(course.submitted_directory, told["student"], case.id)
        marked = mark_hand_in(case, receive(Path(folder), case.id))
        for sentence in (marked.received.problem, *marked.notes):
            if sentence:
                self.log.warning("%s: %s", told["student"], records.plain_line(sentence))
        with Gradebook(told["db_url"]) as gradebook:
            _keep_history(gradebook, marked, told["student"])
        told[_MARKED] = marked
        text = MarkedNotebooks(case, nbformat.writes(nb)).text(marked)
        return nbformat.reads(text, as_version=4), resources


class RememberMarking(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader ships no types
    """Writes down from which sheet and edition the marks are, and what a person must look at again."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return what came in; the gradebook is what changes."""
        told = resources["nbgrader"]
        marked: MarkedHandIn = told.pop(_MARKED)
        with Gradebook(told["db_url"]) as gradebook:
            connection = _connection(gradebook)
            digest = marked.ruling_digest()
            last = records.last_marking(connection, told["student"], marked.case.id)
            rewritten = last is not None and last.ruling_digest not in ("", digest)
            for grade in _grades(gradebook, marked.case.id, told["student"]):
                if grade.cell.type == "TaskCell":
                    _leave_to_a_person(grade, rewritten=rewritten)
            records.write_marking(connection, _marking(marked, told["student"], digest))
            gradebook.db.commit()
        return nb, resources


def _course(preprocessor: Any) -> Any:
    """Return nbgrader's course folder: a preprocessor's parent is its exporter, whose is the converter."""
    return preprocessor.parent.parent.coursedir


def _key(case: str, root: Path) -> Case:
    key = key_of(case, root)
    if key is None:
        raise UsageError(
            f"There is no key for the case “{case}” in {root / 'cases'}. Release the case again."
        )
    return key


def _connection(gradebook: Any) -> Any:
    connection = gradebook.db.connection()
    records.ensure_tables(connection)
    return connection


def _grades(gradebook: Any, case: str, student: str) -> list[Grade]:
    return list(gradebook.find_submission_notebook(case, case, student).grades)


def _leave_to_a_person(grade: Grade, *, rewritten: bool) -> None:
    """Let a criterion wait for a person where none has marked it, or where its ruling is another."""
    # nbgrader gives every cell of a notebook that was missing 0 points, and leaves that standing.
    grade.auto_score = None
    if rewritten or grade.manual_score is None:
        grade.needs_manual_grade = True


def _marking(marked: MarkedHandIn, student: str, digest: str) -> records.Marking:
    return records.Marking(
        student_id=student,
        assignment=marked.case.id,
        sheet_digest=marked.received.digest,
        ruling_digest=digest,
        edition=marked.case.edition,
        problem=marked.received.problem,
        marked_at=records.utc_now(),
    )


def _keep_history(gradebook: Any, marked: MarkedHandIn, student: str) -> None:
    """Keep the marks that this marking is about to replace by others."""
    connection = _connection(gradebook)
    last = records.last_marking(connection, student, marked.case.id)
    points = {f"{q.question.id}-mark": q.mark.points for q in marked.questions}
    replaced = [
        records.Replaced(
            student,
            marked.case.id,
            grade.cell.name,
            grade.auto_score,
            grade.manual_score,
            grade.needs_manual_grade,
            last.edition if last else None,
            last.marked_at if last else None,
            records.utc_now(),
        )
        for grade in _grades(gradebook, marked.case.id, student)
        if grade.auto_score is not None and grade.auto_score != points.get(grade.cell.name)
    ]
    records.keep_history(connection, replaced)
    gradebook.db.commit()
