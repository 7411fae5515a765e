"""What `benchbook check` prints of the course: coverage, length and reading level."""

from __future__ import annotations

from ..casebook.contents import Library
from .coverage import covered
from .reading import GOAL, LEAST, MOST, grade, prose, teaching_words, word_count
from .spread import spread


def coverage_table(library: Library) -> str:
    """Return the founding points with lessons, sections and questions, and each lesson's reading."""
    rows = ["Founding points: where each is taught, and by how many questions it is asked."]
    for point, sections in covered(library).items():
        taught = "; ".join(f"{slug}#{section} ({len(asked)})" for slug, section, asked in sections)
        rows.append(f"  {point:<4} {taught or 'not yet'}")
    rows.append(
        f"Lessons: words of teaching ({LEAST:,} to {MOST:,}), all words, questions, "
        f"Flesch-Kincaid grade (goal {GOAL:g} or less)."
    )
    for slug, lesson in library.lessons.items():
        path = library.root / "modules" / slug / f"{slug}.ipynb"
        text = prose(path)
        rows.append(
            f"  {slug:<22} {teaching_words(path):>5} {word_count(text):>5} "
            f"{len(lesson.questions):>4} {grade(text):>6}"
        )
    rows.append("Cases: how many there are of each sort, and how many a complete casebook needs.")
    rows += [f"  {r.sort:<38} {len(r.cases):>3} {r.needed:>3}" for r in spread(library)]
    return "\n".join(rows)
