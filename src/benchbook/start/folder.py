"""Prepares the learner's folder: the course's notebooks in order, the learner's answers untouched.

    02 Act, means and purpose/definition.ipynb
    cases/night-shift/night-shift.ipynb, night-shift.case.json
    start.ipynb

A second start brings the notebooks up to date. A file that this module did not make is never
written, moved or removed: the answer sheets are the learner's, and so is everything else there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..notebooks.case_notebook import KERNEL, as_text
from ..notebooks.learner_copy import learner_copy
from ..places import course_root

OWN_FOLDER = ".benchbook"
START_PAGE = "start.ipynb"
MADE = "made.json"
FORBIDDEN = dict.fromkeys(map(ord, '<>:"/\\|?*'))  # in a name, on Windows

START_TEXT = """\
# {title}

Welcome.
Everything you need opens from this page.

Your answers are saved as you give them, in this folder and nowhere else.
You can close the page at any time and come back to where you were.
"""


@dataclass
class Prepared:
    """What preparing a folder did: files written, and files in the way that are not ours."""

    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def prepare(folder: Path, root: Path | None = None) -> Prepared:
    """Bring the course's notebooks in `folder` up to date with the course at `root`."""
    root = root or course_root()
    try:
        (folder / OWN_FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"The folder {folder} cannot be made or written to ({error.strerror}). "
            "Choose another with --folder."
        ) from None
    record = _Record(folder)
    course = _course(root)
    record.follow({part["slug"]: _place(n, part) for n, part in _lessons(course)})
    prepared = Prepared()
    wanted = dict(_files(root, course))
    for name, content in wanted.items():
        path = folder / name
        if record.may_write(name, path):
            if not path.is_file() or path.read_bytes() != content:
                _write(path, content)
                prepared.written.append(name)
            record.made[name] = _digest(content)
        elif path.read_bytes() != content:
            prepared.kept.append(name)
    record.take_away(set(wanted))
    record.save()
    return prepared


def _course(root: Path) -> dict[str, Any]:
    path = root / "modules" / "course.json"
    try:
        course: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UsageError(f"{path} is missing or damaged. Install Benchbook again.") from None
    return course


def _lessons(course: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number every lesson, so that a number stays when a planned lesson becomes ready."""
    return ((n, part) for n, part in enumerate(course["modules"], 1) if part.get("ready", True))


def _place(number: int, part: dict[str, Any]) -> str:
    title = str(part["title"]).translate(FORBIDDEN).strip(" .") or str(part["slug"])
    return f"{number:02d} {title}"


def _files(root: Path, course: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Return the path in the learner's folder, with forward slashes, and content of each file."""
    provisions = _prepared(root / "assets" / "provisions.json")
    terms = _prepared(root / "assets" / "glossary.json")
    yield START_PAGE, _start_page(course)
    for page in sorted((root / "assets" / "pages").glob("*.ipynb")):
        yield f"about/{page.name}", _copy(page, provisions)
    for number, part in _lessons(course):
        slug = part["slug"]
        folder, place = root / "modules" / slug, _place(number, part)
        yield f"{place}/{slug}.ipynb", _copy(folder / f"{slug}.ipynb", provisions, terms)
        yield f"{place}/{slug}.card.html", (folder / f"{slug}.card.html").read_bytes()
    for case in course["cases"]:
        source = root / "assessments" / "source" / case["id"]
        place = f"cases/{case['id']}/{case['id']}"
        yield f"{place}.ipynb", _copy(source / f"{case['id']}.ipynb", provisions)
        yield f"{place}.case.json", (source / f"{case['id']}.case.json").read_bytes()


def _copy(notebook: Path, provisions: dict[str, Any], terms: dict[str, Any] | None = None) -> bytes:
    return learner_copy(notebook.read_text(encoding="utf-8"), provisions, terms).encode()


def _prepared(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _start_page(course: dict[str, Any]) -> bytes:
    name = course["id"]
    cells = [
        {
            "cell_type": "markdown",
            "id": "welcome",
            "metadata": {},
            "source": START_TEXT.format(title=course["title"]).splitlines(keepends=True),
        },
        *(
            {
                "cell_type": "code",
                "id": verb,
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": [f'import benchbook; benchbook.{verb}("{name}")'],
            }
            for verb in ("contents", "search")
        ),
    ]
    metadata = {"kernelspec": KERNEL}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return as_text(notebook).encode()


class _Record:
    """Which files of the folder this module made, and with what content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / OWN_FOLDER / MADE
        try:
            told = json.loads(self.path.read_text(encoding="utf-8"))
            self.made: dict[str, str] = dict(told["files"])
            self.places: dict[str, str] = dict(told["lessons"])
        except (OSError, ValueError, TypeError, KeyError):  # the first start, or a damaged record
            self.made, self.places = {}, {}

    def follow(self, places: dict[str, str]) -> None:
        """Rename the folder of each lesson whose number or title has changed, sheets and all."""
        for slug, place in places.items():
            old = self.places.get(slug, place)
            if old != place and (self.folder / old).is_dir() and not (self.folder / place).exists():
                try:
                    (self.folder / old).rename(self.folder / place)
                except OSError:
                    raise UsageError(
                        f"The folder “{old}” is to be called “{place}” now, but is in use. "
                        "Close the programs that have it open and start again."
                    ) from None
                self.made = {
                    name.replace(f"{old}/", f"{place}/", 1)
                    if name.startswith(f"{old}/")
                    else name: of
                    for name, of in self.made.items()
                }
        self.places = places

    def may_write(self, name: str, path: Path) -> bool:
        """Tell whether `path` is ours to write: not there, made by us, or a course notebook."""
        return name in self.made or not path.exists() or _names_our_kernel(path)

    def take_away(self, wanted: set[str]) -> None:
        """Remove files that an older course made and nobody has changed since."""
        for name in sorted(set(self.made) - wanted):
            path = self.folder / name
            if path.is_file() and _digest(path.read_bytes()) == self.made[name]:
                path.unlink()
            del self.made[name]

    def save(self) -> None:
        told = {"lessons": self.places, "files": dict(sorted(self.made.items()))}
        _write(self.path, (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())


def _names_our_kernel(path: Path) -> bool:
    """Tell whether `path` is a notebook of the course, though the record of it was lost."""
    if path.suffix != ".ipynb":
        return path.name.endswith(".case.json")
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        return bool(notebook["metadata"]["kernelspec"]["name"] == "benchbook")
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write at once: a reader finds the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.part")
    temporary.write_bytes(content)
    temporary.replace(path)
