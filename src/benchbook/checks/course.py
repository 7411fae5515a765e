"""The course holds together: its order names what exists, and its notebooks are clean."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..casebook.contents import TEMPLATE, Library
from ..casebook.lesson import Course, Lesson
from ..errors import Problem
from ..notebooks.hygiene import STATEMENT, hygiene


def course(library: Library) -> Iterator[Problem]:
    """Return problems of order and of lesson notebooks."""
    order = library.course
    if order is None:
        return
    file = library.files["course"]
    for i, module in enumerate(order.modules):
        if module.ready and module.slug not in library.lessons:
            yield file.problem(
                ("modules", i),
                f'the lesson "{module.slug}" has no modules/{module.slug}/questions.yaml. Write it, or set “ready: false”.',
            )
    # Private cases stand outside the course: its order says nothing of them.
    if library.cases_folder == library.root / "assessments" / "cases":
        yield from _cases_in_order(library, order)
    for slug, lesson in library.lessons.items():
        yield from _lesson(library, slug, lesson)


def _cases_in_order(library: Library, order: Course) -> Iterator[Problem]:
    file = library.files["course"]
    slugs = [m.slug for m in order.modules]
    for i, place in enumerate(order.cases):
        if place.id not in library.cases:
            told = f'there is no case "{place.id}". Write assessments/cases/{place.id}.yaml or take the line out.'
            yield file.problem(("cases", i), told)
        if place.module not in slugs:
            told = f'there is no lesson "{place.module}". Use one of: {", ".join(slugs)}.'
            yield file.problem(("cases", i), told)
        if place.id in library.cases and library.cases[place.id].module != place.module:
            told = f'the case "{place.id}" says that it belongs to "{library.cases[place.id].module}". Make them the same.'
            yield file.problem(("cases", i, "module"), told)
    listed = {c.id for c in order.cases}
    for name, case in library.cases.items():
        told = "no line of modules/course.yaml names this case. Add one."
        if case.variant_of is not None:
            told = "a line of modules/course.yaml names this variant, which follows the case that it varies. Take the line out."
        if (name in listed) == (case.variant_of is not None) and name != TEMPLATE:
            yield library.files[f"case/{name}"].problem(("id",), told)


def _lesson(library: Library, slug: str, lesson: Lesson) -> Iterator[Problem]:
    file = library.files[f"lesson/{slug}"]
    if lesson.lesson != slug:
        yield file.problem(
            ("lesson",),
            f'the file is in modules/{slug} but says "{lesson.lesson}". Make them the same.',
        )
    path = library.root / "modules" / slug / f"{slug}.ipynb"
    shown = path.relative_to(library.root).as_posix()
    if not path.is_file():
        yield Problem(shown, 0, "the lesson has no notebook of this name. Write it.")
        return
    problems = hygiene(path, shown)
    yield from problems
    if problems:
        return
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    statements = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    asked = [s for s in statements if STATEMENT.fullmatch(s)]
    for i, question in enumerate(lesson.questions):
        if not any(f'.ask("{slug}", "{question.id}")' in s for s in asked):
            yield file.problem(
                ("questions", i),
                f'no cell of the lesson asks "{question.id}". Add a cell, or take the question out.',
            )
    ids = {q.id for q in lesson.questions}
    for statement in asked:
        if ".ask(" in statement and statement.split('"')[3] not in ids:
            yield Problem(
                shown,
                0,
                f'a cell asks "{statement.split(chr(34))[3]}", which questions.yaml does not have.',
            )
    sections = {c["id"] for c in cells}
    for i, point in enumerate(lesson.founding_points):
        if point.section not in sections:
            yield file.problem(
                ("founding_points", i, "section"),
                f'the notebook has no cell "{point.section}". Use the id of a heading cell.',
            )
