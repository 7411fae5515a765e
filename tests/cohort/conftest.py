"""A real cohort, made once a run: twelve people, one case released. Each test gets a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchbook.casebook.contents import Library, read_library
from benchbook.cohort.folder import Cohort, find_cohort
from benchbook.cohort.new import new_cohort
from benchbook.cohort.people import Person, read_people
from benchbook.cohort.releasing.release import release_case
from benchbook.places import course_root

CASE = "night-shift"
# Names, user names and groups as they really come: accents, apostrophes, a comma, another script.
PEOPLE = [
    ("Ana Žukė", "ana.zuke@example.org", "A", "azuke"),
    ("Bo Li", "bo@example.org", "A", "bo.li"),
    ("Chidi O’Neill-Ngugi", "chidi@example.org", "A", "chidi"),
    ("Dāvis “Dav” Ozols", "davis@example.org", "A", "davis"),
    ("Ewa Łęcka, LL.M.", "ewa@example.org", "A", "ewa"),
    ("Fatma Şahin", "fatma@example.org", "A", "fatma"),
    ("Γιώργος Παπαδόπουλος", "giorgos@example.org", "B", "giorgos"),
    ("李明", "liming@example.org", "B", "liming"),
    ("José Núñez", "jose@example.org", "B", "jose"),
    ("Katrin Müller", "katrin@example.org", "B", "katrin"),
    ("=1+1 Lee", "lee@example.org", "B", "lee"),
    ("Máire Ní Bhriain", "", "", ""),
]


def csv_line(*cells: str) -> str:
    """Return the cells as a line of a CSV file."""
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


@pytest.fixture
def roster(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes a roster: a header and lines, or bytes as they are."""

    def write(*lines: str, data: bytes | None = None, name: str = "people-to-come.csv") -> Path:
        path = tmp_path / name
        path.write_bytes("".join(f"{line}\n" for line in lines).encode() if data is None else data)
        return path

    return write


@pytest.fixture(scope="session")
def library() -> Library:
    """Give the course."""
    return read_library(course_root())


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Cohort:
    """Give the cohort that others are copied from; no test changes it."""
    place = tmp_path_factory.mktemp("made")
    roster = place / "roster.csv"
    lines = [csv_line("name", "email", "group", "username"), *(csv_line(*p) for p in PEOPLE)]
    roster.write_text("".join(lines), encoding="utf-8")
    cohort, _ = new_cohort(place / "workshop", roster, title="Workshop in Vilnius")
    release_case(cohort, library, CASE)
    return cohort


@pytest.fixture
def cohort(made: Cohort, tmp_path: Path) -> Cohort:
    """Give a copy of the cohort, to do with what a test likes."""
    shutil.copytree(made.root, tmp_path / "workshop")
    return find_cohort(tmp_path / "workshop")


@pytest.fixture
def people(cohort: Cohort) -> list[Person]:
    """Give the people of the cohort, in the order of the roster."""
    order = {name: n for n, (name, *_) in enumerate(PEOPLE)}
    return sorted(read_people(cohort).values(), key=lambda p: order[p.name])
