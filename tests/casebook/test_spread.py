"""The spread of the casebook is counted from what the cases themselves state."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchbook.casebook.contents import Library, read_library
from benchbook.checks.spread import ending, spread, spread_problems

ROOT = Path(__file__).resolve().parents[2]


def library_with(folder: Path, change: tuple[str, str] = ("", "")) -> Library:
    """Return the course with night-shift alone, `change` made in it."""
    for name in ("modules", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    cases = folder / "assessments" / "cases"
    cases.mkdir(parents=True)
    text = (ROOT / "assessments" / "cases" / "night-shift.yaml").read_text(encoding="utf-8")
    (cases / "night-shift.yaml").write_text(text.replace(*change, 1), encoding="utf-8")
    return read_library(folder)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_with(tmp_path_factory.mktemp("one"))


def cases_of(library: Library, sort: str) -> tuple[str, ...]:
    return next(row.cases for row in spread(library) if row.sort == sort)


@pytest.mark.parametrize(
    ("sort", "counts"),
    [
        ("purpose: sexual exploitation", True),
        ("no border crossed", True),
        ("a man, boy or non-binary person", True),
        ("seat: judge", True),
        ("stage: trial", True),
        # Reith drove her from the bus.
        ("no movement", False),
        ("purpose: begging", False),
        ("a child", False),
        ("seat: prosecutor", False),
        ("not made out, or not proved", False),
    ],
)
def test_a_case_counts_for_the_sorts_that_it_states(one: Library, sort: str, counts: bool) -> None:
    assert cases_of(one, sort) == (("night-shift",) if counts else ())


def test_a_case_ends_as_the_law_finds_on_its_first_matter(one: Library) -> None:
    assert ending(one.cases["night-shift"]) == "made-out"


def test_a_matter_that_is_not_made_out_must_say_what_it_is_instead(tmp_path: Path) -> None:
    library = library_with(tmp_path, ("means: [deception]", "means: []"))
    assert [p.message for p in spread_problems(library)] == [
        "the first matter is not made out. Say in “neighbour” what it is instead."
    ]


def test_a_matter_that_is_made_out_is_nothing_else_instead(tmp_path: Path) -> None:
    library = library_with(tmp_path, ("accused:\n", "neighbour: smuggling\naccused:\n"))
    assert [p.message for p in spread_problems(library)] == [
        "the first matter is made out, so there is no “neighbour”. Take it out."
    ]
