"""Keep the README's table of the course in step with `modules/course.yaml`."""

from __future__ import annotations

import re

from ..casebook.contents import Library

TABLE = re.compile(
    r"(<!-- course: made by “benchbook build” -->\n).*?(<!-- course: end -->)", re.DOTALL
)


def readme(library: Library) -> str | None:
    """Return the README with its table made anew, or None where the course has no README."""
    path = library.root / "README.md"
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    return TABLE.sub(lambda found: found[1] + table(library) + found[2], text)


def table(library: Library) -> str:
    """Return the course as a Markdown table: order, lesson, what you will be able to do, minutes."""
    rows = ["\n| | Lesson | Minutes | Cases |\n|---|---|---|---|\n"]
    course = library.course
    for n, module in enumerate(course.modules if course else [], 1):
        place = f"modules/{module.slug}/{module.slug}.ipynb"
        name = f"[{module.title}]({place})" if module.ready else f"{module.title} (in preparation)"
        cases = "; ".join(
            f"{c.title} ({'test' if c.form else c.use}, {c.minutes} minutes)"
            for c in library.cases_in_order()
            if c.module == module.slug
        )
        rows.append(f"| {n} | {name} | {module.minutes} | {cases} |\n")
    return "".join(rows) + "\n"
