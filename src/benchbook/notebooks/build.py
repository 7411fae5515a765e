"""Write, or compare, everything that is generated. A committed file that differs is told by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..answers import Sheet
from ..casebook.case import Case
from ..casebook.contents import TEMPLATE, Library
from ..errors import Problem
from .bench_card import bench_card
from .case_format import case_format
from .case_notebook import as_text, case_json, case_notebook
from .figures import draw_svg
from .prepare import course_json, glossary_json, lesson_json, practice_json, provisions_json
from .readme import readme
from .search import search_json


def generated(library: Library) -> Iterator[tuple[str, str]]:
    """Return the path, from the course's folder, and the text of each generated file."""
    yield "assets/provisions.json", as_text(provisions_json(library.registry))
    yield "assets/glossary.json", as_text(glossary_json(library.glossary))
    yield "modules/search.json", as_text(search_json(library))
    yield "modules/course.json", as_text(course_json(library))
    for slug, lesson in library.lessons.items():
        yield f"modules/{slug}/{slug}.lesson.json", as_text(_lesson(library, slug))
        yield f"modules/{slug}/{slug}.card.html", bench_card(library, slug)
        for figure in lesson.figures:
            yield f"modules/{slug}/figures/{figure.id}.svg", draw_svg(figure.draw)
    yield from generated_cases(library)
    schema: dict[str, Any] = Case.model_json_schema()
    yield "docs/case.schema.json", as_text(schema)
    yield "docs/answer-sheet.schema.json", as_text(Sheet.model_json_schema())
    yield "docs/case-format.md", case_format()
    text = readme(library)
    if text is not None:
        yield "README.md", text


def _lesson(library: Library, slug: str) -> dict[str, Any]:
    notebook = library.root / "modules" / slug / f"{slug}.ipynb"
    data = library.files[f"lesson/{slug}"].data
    terms = glossary_json(library.glossary)
    return lesson_json(library.lessons[slug], notebook.read_text(encoding="utf-8"), data, terms)


def generated_cases(library: Library) -> Iterator[tuple[str, str]]:
    """Return the generated files of the cases alone."""
    for name, case in library.cases.items():
        if name == TEMPLATE:
            continue
        folder = f"assessments/source/{case.id}"
        yield f"{folder}/{case.id}.ipynb", as_text(case_notebook(case, library.registry))
        yield f"{folder}/{case.id}.case.json", as_text(case_json(case))
        if case.use == "practice":
            yield f"assessments/practice/{case.id}.key.json", as_text(practice_json(case))


def private_cases(library: Library) -> Iterator[tuple[str, str]]:
    """Return the notebooks of cases kept outside the course, in `source` beside their folder."""
    for path, text in generated_cases(library):
        if path.startswith("assessments/source/"):
            yield path.removeprefix("assessments/"), text


def write(files: dict[str, str], root: Path) -> list[str]:
    """Write what differs below `root` and take away what no source makes; return the paths."""
    changed = []
    for name, text in files.items():
        path = root / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(name)
    for path in _stale(root, set(files)):
        path.unlink()
        changed.append(f"{path.relative_to(root).as_posix()} (taken away)")
    return changed


def compare(files: dict[str, str], root: Path) -> list[Problem]:
    """Return a problem for each generated file that is missing, different, or made by nothing."""
    problems = []
    for name, text in files.items():
        path = root / name
        if not path.is_file():
            problems.append(
                Problem(name, 0, "the generated file is missing. Run “benchbook build”.")
            )
            continue
        found = path.read_text(encoding="utf-8")
        if found != text:
            line = _first_difference(found, text)
            told = "the generated file differs from its source. Change the source and run “benchbook build”."
            problems.append(Problem(name, line, told))
    for path in _stale(root, set(files)):
        told = "no source makes this file. Run “benchbook build”, which takes it away."
        problems.append(Problem(path.relative_to(root).as_posix(), 0, told))
    return problems


def _first_difference(found: str, text: str) -> int:
    pairs = zip(found.splitlines(), text.splitlines(), strict=False)
    return next((n for n, (a, b) in enumerate(pairs, 1) if a != b), len(found.splitlines()) or 1)


def _stale(root: Path, files: set[str]) -> list[Path]:
    """Return files in generated places that no source makes."""
    places = [
        "assessments/source/*/*",
        "assessments/practice/*",
        "modules/*/figures/*",
        "modules/*/*.lesson.json",
        "modules/*/*.card.html",
    ]
    found = [path for place in places for path in sorted(root.glob(place)) if path.is_file()]
    return [p for p in found if p.relative_to(root).as_posix() not in files]


__all__ = ["compare", "generated", "private_cases", "write"]
