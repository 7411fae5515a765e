"""The spread of the casebook: counted from the cases' own data, so that no sort of case is missing.

A case that only ever ends in guilt would teach to guess. The numbers are asked for once every one
of the twelve modules has its practice case and its graded one; until then they are only shown.
Only the cases of these modules are counted. Variants are not: they share the text of the case that
they vary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ..casebook.case import Case
from ..casebook.contents import Library
from ..casebook.vocabulary import SEATS, STAGES
from ..errors import Problem
from ..law import Facts, analyse

MODULES = (
    "definition",
    "consent-and-children",
    "means",
    "exploitation",
    "liability",
    "non-punishment",
    "protection",
    "courtroom",
    "services",
    "remedies",
    "prevention",
    "partnerships",
)
SEXUAL = {"prostitution-of-others", "sexual-exploitation"}
OTHERS = (
    "forced-labour",
    "servitude",
    "criminal-activities",
    "begging",
    "organ-removal",
    "forced-marriage",
)
MOVES = {"transportation", "transfer"}


@dataclass(frozen=True)
class Row:
    """How many cases are of one sort, how many there should be, and which they are."""

    sort: str
    needed: int
    cases: tuple[str, ...]


def counted(library: Library) -> dict[str, Case]:
    """Return the cases that the spread counts, in order of the course."""
    return {
        c.id: c
        for c in library.cases_in_order()
        if c.module in MODULES and c.variant_of is None and c.form is None
    }


def complete(cases: dict[str, Case]) -> bool:
    """Tell whether every module has a practice case and a graded one."""
    there = {(c.module, c.use) for c in cases.values()}
    return all({(m, "practice"), (m, "graded")} <= there for m in MODULES)


def spread(library: Library) -> list[Row]:
    """Return the rows of the spread table."""
    cases = counted(library)

    def row(sort: str, needed: int, is_so: Callable[[Case], bool]) -> Row:
        return Row(sort, needed, tuple(n for n, c in cases.items() if is_so(c)))

    rows = [
        row("purpose: sexual exploitation", 14, lambda c: bool(_stated(c, "purposes") & SEXUAL))
    ]
    rows += [
        row(f"purpose: {p}", 1, lambda c, p=p: p in _stated(c, "purposes"))  # type: ignore[misc]
        for p in OTHERS
    ]
    rows += [
        row("no movement", 5, lambda c: not (_stated(c, "acts") & MOVES or _crossed(c))),
        row("no border crossed", 10, lambda c: not _crossed(c)),
        row("a child", 6, _has_child),
        row("disputed age", 1, lambda c: "disputed-age" in c.features),
        row(
            "a man, boy or non-binary person", 5, lambda c: _genders(c) - {"woman", "girl"} != set()
        ),
        row("not made out, or not proved", 10, lambda c: ending(c) != "made-out"),
        row(
            "not made out, or not proved: graded",
            7,
            lambda c: c.use == "graded" and ending(c) != "made-out",
        ),
        row("a victim charged", 3, lambda c: "victim-charged" in c.features),
        row("an official involved", 3, lambda c: "official" in c.features),
        row("online", 3, lambda c: "online" in c.features),
        row("the defence limits a measure", 3, lambda c: "defence-limits" in c.features),
        row("attempt", 2, lambda c: "attempt" in c.features),
    ]
    rows += [row(f"seat: {s}", 10, lambda c, s=s: c.seat == s) for s in SEATS]  # type: ignore[misc]
    rows += [row(f"stage: {s}", 4, lambda c, s=s: c.stage == s) for s in STAGES]  # type: ignore[misc]
    return rows


def spread_problems(library: Library) -> Iterator[Problem]:
    """Return a problem for each sort of which there are too few, once the casebook is complete."""
    if library.course is None or library.cases_folder != library.root / "assessments" / "cases":
        return
    cases = counted(library)
    for name, case in cases.items():
        file = library.files[f"case/{name}"]
        if ending(case) and (ending(case) == "made-out") == (case.neighbour is not None):
            told = "the first matter is made out, so there is no “neighbour”. Take it out."
            if case.neighbour is None:
                told = "the first matter is not made out. Say in “neighbour” what it is instead."
            yield file.problem(("neighbour",), told)
    if not complete(cases):
        return
    for row in spread(library):
        if len(row.cases) < row.needed:
            told = f"{len(row.cases)} case(s) of the sort “{row.sort}”, and {row.needed} are needed. Write more of them."
            yield library.files["course"].problem(("cases",), told)


def ending(case: Case) -> str:
    """Return how the first matter ends by the law's own analysis.

    It is made-out, not-made-out or undetermined; nothing where the facts themselves are wrong, which
    the check of agreement tells.
    """
    try:
        facts = Facts.model_validate(case.matters[0].facts)
    except ValidationError:
        return ""
    said: dict[str, Any] = analyse(facts, case.law.under, on=case.law.on).as_json()
    return str(said["offence"])


def _stated(case: Case, fact: str) -> set[str]:
    """Return the words that the matters state for `fact`; of alleged purposes too, where unknown."""
    found: set[str] = set(case.alleged) if fact == "purposes" else set()
    for matter in case.matters:
        value = matter.facts.get(fact, [])
        found |= set(value) if isinstance(value, list) else set()
    return found


def _crossed(case: Case) -> bool:
    return any(m.facts.get("crossed_border") is True for m in case.matters)


def _has_child(case: Case) -> bool:
    ages = [m.facts.get("victim_age") for m in case.matters]
    return (
        bool(_genders(case) & {"girl", "boy"})
        or "disputed-age" in case.features
        or any(isinstance(a, int) and a < 18 for a in ages)
    )


def _genders(case: Case) -> set[str]:
    return {v.gender for v in case.victims}
