"""Read the whole course from disk: law, lessons, cases, and the order they come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from ..errors import ContentError, Problem
from ..law.instruments import Instrument
from ..law.registry import Registry
from .case import Case
from .case_file import CaseFile
from .glossary import Glossary
from .lesson import Course, Lesson, with_first_asked
from .yaml_file import YamlFile

M = TypeVar("M", bound=BaseModel)
TEMPLATE = "_template"


@dataclass
class Library:
    """The course as read, with the files it came from; `problems` holds what could not be read."""

    root: Path
    cases_folder: Path
    registry: Registry
    course: Course | None = None
    glossary: Glossary | None = None
    cases: dict[str, Case] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    files: dict[str, YamlFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def cases_in_order(self) -> list[Case]:
        """Return the cases of the course as its order names them, each before its variants."""
        found = []
        for place in self.course.cases if self.course else []:
            here = [c for c in self.cases.values() if place.id in (c.id, c.variant_of)]
            found += sorted(here, key=lambda c: c.variant_of is not None)
        return found

    def told(self, name: str, place: tuple[str | int, ...], message: str) -> None:
        """Add a problem at `place` of the file read as `name`."""
        self.problems.append(self.files[name].problem(place, message))


def read_library(root: Path, cases: Path | None = None) -> Library:
    """Return everything in the course at `root`, cases from `cases` if that is given.

    Files that cannot be read are left out and told in `problems`; nothing is raised for them.
    """
    folder = cases or root / "assessments" / "cases"
    instruments: list[Instrument] = []
    library = Library(root, folder, Registry([]))

    def read(
        name: str, path: Path, model: type[M], prepare: Callable[[Any], Any] | None = None
    ) -> M | None:
        try:
            file = (CaseFile if model is Case else YamlFile)(path, _shown(path, root))
            library.files[name] = file
            return file.read_as(model, prepare)
        except ContentError as error:
            library.problems += error.problems
            return None

    for path in sorted((root / "assets" / "law").glob("*.yaml")):
        instrument = read(f"law/{path.stem}", path, Instrument)
        if instrument is not None:
            if instrument.id != path.stem:
                library.told(
                    f"law/{path.stem}",
                    ("id",),
                    f'the file holds "{instrument.id}". Name it {instrument.id}.yaml.',
                )
            instruments.append(instrument)
    library.registry = Registry(instruments)
    library.course = read("course", root / "modules" / "course.yaml", Course)
    if (root / "assets" / "glossary.yaml").is_file():
        library.glossary = read("glossary", root / "assets" / "glossary.yaml", Glossary)
    for path in sorted((root / "modules").glob("*/questions.yaml")):
        lesson = read(f"lesson/{path.parent.name}", path, Lesson, with_first_asked)
        if lesson is not None:
            library.lessons[path.parent.name] = lesson
    for path in sorted(folder.glob("*.yaml")):
        case = read(f"case/{path.stem}", path, Case)
        if case is not None:
            library.cases[path.stem] = case
    return library


def _shown(path: Path, root: Path) -> str:
    """Return the path as an author knows it, from the course's folder where it is inside."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
