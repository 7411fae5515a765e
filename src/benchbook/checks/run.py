"""Run every check and gather all problems, so that one run tells everything."""

from __future__ import annotations

from ..casebook.contents import TEMPLATE, Library
from ..errors import Problem
from .agreement import agreement
from .citations import citations
from .course import course
from .coverage import coverage
from .forms import forms
from .marks import marks
from .reading import reading
from .spread import spread_problems
from .strength_words import strength_words
from .strengths import strengths
from .variants import variants
from .words import words


def check(library: Library) -> list[Problem]:
    """Return all problems of the course, sorted by file and line; an empty list is a sound course."""
    found = list(library.problems)
    for name, case in library.cases.items():
        file = library.files[f"case/{name}"]
        if name not in (case.id, TEMPLATE):
            found.append(
                file.problem(
                    ("id",), f'the file holds the case "{case.id}". Name it {case.id}.yaml.'
                )
            )
        own = [file.problem(place, told) for place, told in case.problems()]
        found += own
        if not own:
            # A case whose parts do not fit together would only repeat itself in these.
            found += [*agreement(library, name), *marks(library, name), *variants(library, name)]
            found += forms(library, name)
            found += strengths(library, f"case/{name}", case.questions, case.law.on)
    for slug, lesson in library.lessons.items():
        file = library.files[f"lesson/{slug}"]
        found += [file.problem(place, told) for place, told in lesson.problems()]
        found += strengths(library, f"lesson/{slug}", lesson.questions)
    if library.glossary is not None:
        glossary = library.files["glossary"]
        found += [glossary.problem(place, told) for place, told in library.glossary.problems()]
    found += citations(library)
    found += [*course(library), *coverage(library)]
    found += [*spread_problems(library), *words(library), *strength_words(library)]
    found += reading(library)
    return sorted(set(found))
