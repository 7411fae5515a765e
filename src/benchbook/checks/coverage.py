"""Every founding point, S1 to S30, is taught in a section and assessed by a question.

At most three may be taught and not asked, each with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..casebook.contents import Library
from ..errors import Problem

POINTS = tuple(f"S{n}" for n in range(1, 31))
MOST_NOT_ASKED = 3


def covered(library: Library) -> dict[str, list[tuple[str, str, list[str]]]]:
    """Return for each founding point where it is taught: lesson, section, questions."""
    table: dict[str, list[tuple[str, str, list[str]]]] = {point: [] for point in POINTS}
    for slug, lesson in library.lessons.items():
        for row in lesson.founding_points:
            table.setdefault(row.id, []).append((slug, row.section, list(row.questions)))
    return table


def coverage(library: Library) -> Iterator[Problem]:
    """Return problems of coverage, once every lesson of the course is ready."""
    course = library.course
    if course is None or not all(m.ready for m in course.modules):
        return
    file = library.files["course"]
    table = covered(library)
    for point in POINTS:
        if not table[point]:
            yield file.problem(
                ("modules",), f"no lesson teaches {point}. Add it to a lesson's “founding_points”."
            )
    not_asked = [
        p for p in POINTS if table[p] and not any(questions for _, _, questions in table[p])
    ]
    if len(not_asked) > MOST_NOT_ASKED:
        told = f"{', '.join(not_asked)} are taught and not asked: {MOST_NOT_ASKED} at most. Ask more of them."
        yield file.problem(("modules",), told)
