"""A variant differs in one fact that turns an answer, and in nothing that its marks are compared by."""

from __future__ import annotations

from collections.abc import Iterator

from ..activities.question import Question
from ..activities.ruling.question import Ruling
from ..casebook.case import Case
from ..casebook.contents import Library
from ..errors import Problem


def variants(library: Library, name: str) -> Iterator[Problem]:
    """Return problems of the case `name` where it is a variant: its shape, and what turns."""
    case, file = library.cases[name], library.files[f"case/{name}"]
    if case.variant_of is None:
        if case.differs is not None:
            yield file.problem(("differs",), "only a variant says what differs. Take it out.")
        return
    if case.differs is None:
        yield file.problem((), "the variant does not say what differs. Add “differs”.")
    base = library.cases.get(case.variant_of)
    if base is None:
        return
    if (case.use, case.module) != (base.use, base.module):
        told = f'use and module are not those of "{base.id}". A variant keeps them.'
        yield file.problem(("use",), told)
    if [_shape(q) for q in case.questions] != [_shape(q) for q in base.questions]:
        told = f'the questions are not those of "{base.id}" in id, kind, points and criteria. A variant keeps them, because the marks of both stand in one column.'
        yield file.problem(("questions",), told)
    elif not _turns(case, base):
        told = f'every key is that of "{base.id}". A variant turns at least one right answer.'
        yield file.problem(("questions",), told)


def _shape(question: Question) -> tuple[object, ...]:
    criteria = question.criteria if isinstance(question, Ruling) else []
    points = None if isinstance(question, Ruling) else question.points
    return (question.id, question.kind, points, [(c.id, c.points) for c in criteria])


def _turns(case: Case, base: Case) -> bool:
    return any(
        a.key_answer() != b.key_answer()
        for a, b in zip(case.questions, base.questions, strict=True)
        if not isinstance(a, Ruling)
    )
