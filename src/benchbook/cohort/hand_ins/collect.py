"""Collect hand-ins: from nbgrader's exchange, or from a folder of files that were sent.

Whatever is wrong with one is told in a sentence and stops no other. Collecting the same again
changes nothing; a run that was stopped is made whole by the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ...errors import UsageError
from ..folder import Cohort
from ..lock import cohort_lock
from ..people import read_people
from ..releasing.pairs import Pairs, pair_of
from .checked import Course
from .exchange import in_exchange
from .mailed import mailed
from .receipt import receipt
from .received import (
    Arrival,
    HandIn,
    Unmatched,
    hand_ins,
    keep,
    keep_unmatched,
    no_longer_unmatched,
    release_files,
    stand,
    who_handed_in,
)

LOCK_SECONDS = 60.0


@dataclass
class Collected:
    """What a run of collecting found and did. `told` is in sentences, each naming its hand-in."""

    counts: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    changed: bool = False
    missing: dict[str, list[str]] = field(default_factory=dict)
    due: dict[str, datetime | None] = field(default_factory=dict)
    pairs: dict[str, Pairs | None] = field(default_factory=dict)


def collect(
    cohort: Cohort, case: str | None = None, folder: Path | None = None, now: datetime | None = None
) -> Collected:
    """Collect hand-ins of `case`, or of all cases, from `folder` or else from the exchange.

    Raises UsageError where nothing can be collected at all: no such case, no folder, no exchange,
    a full disk, another run that has not ended.
    """
    now = now or datetime.now(UTC)
    cases = frozenset(c for c in cohort.cases() if cohort.released(c).is_dir())
    course = Course(cohort, read_people(cohort), cases, now)
    if case is not None:
        course.released(case)
    done = Collected()
    try:
        with cohort_lock(cohort, LOCK_SECONDS):
            for thing in in_exchange(course) if folder is None else mailed(folder, course):
                _take(thing, course, case, done)
            wanted = sorted(cases) if case is None else [case]
            for each in wanted:
                _settle(course, each, done)
    except OSError as error:
        raise UsageError(
            f"The cohort’s folder cannot be written to ({error.strerror}: {error.filename}). Make room there, then "
            "collect again: what was kept until now stays, and nothing is counted twice."
        ) from None
    return done


def find_receipt(cohort: Cohort, wanted: str) -> tuple[HandIn, bool] | None:
    """Return the hand-in with the receipt `wanted`, and whether it is the one that is marked."""
    for how in sorted((cohort.root / "received").glob("*/*/[0-9]*/how.json")):
        case, code = how.parts[-4:-2]
        kept = hand_ins(cohort, case, code)
        for each in kept:
            if receipt(case, code, each.sheet()) == wanted:
                return each, each is kept[-1]
    return None


def _take(thing: Arrival | Unmatched, course: Course, case: str | None, done: Collected) -> None:
    cohort = course.cohort
    if isinstance(thing, Unmatched):
        done.counts["unmatched" if thing.files else "passed over"] += 1
        kept = keep_unmatched(cohort, thing, course.now)
        done.changed |= kept
        where = f" It is kept under received/unmatched/{thing.key}." if thing.files else ""
        done.told.append(f"{thing.name}: {thing.why}{where}")
        return
    if case is not None and thing.case != case:
        done.counts["of another case"] += 1
        return
    outcome = keep(cohort, thing, course.now)
    no_longer_unmatched(cohort, thing.key)
    done.counts["received"] += 1
    done.counts[outcome] += 1
    if outcome != "again":
        done.changed = True
        done.told += _sentences(thing, outcome, cohort, done)


def _sentences(arrival: Arrival, outcome: str, cohort: Cohort, done: Collected) -> Iterator[str]:
    who = f"{arrival.code}, {arrival.case}"
    if arrival.case not in done.pairs:
        done.pairs[arrival.case] = pair_of(cohort, arrival.case)
    pairs = done.pairs[arrival.case]
    own = pairs.who.get(arrival.code) if pairs else None
    if own not in (None, arrival.case):
        yield f"{who}: this learner was given the other file, {own}. The hand-in is kept and marked all the same; ask how they came by it."
    if outcome == "newer":
        yield f"{who}: handed in again. The newer one counts now; the older one is kept."
    if outcome == "older":
        yield f"{who}: an older hand-in arrived after a newer one. It is kept; the newer one counts."
    if arrival.case not in done.due:
        done.due[arrival.case] = _due(cohort, arrival.case)
    due = done.due[arrival.case]
    if due is not None and arrival.moment > due:
        done.counts["late"] += 1
        yield f"{who}: handed in late, by {_long(arrival.moment - due)}. It is kept like the others; you decide."
    yield from (f"{who}: {note}" for note in arrival.notes)


def _settle(course: Course, case: str, done: Collected) -> None:
    """Bring submitted/ into step, and tell who is missing."""
    cohort = course.cohort
    released = release_files(cohort, case)
    there = who_handed_in(cohort, case)
    for code in there:
        done.changed |= stand(cohort, case, code, released)
    pairs = pair_of(cohort, case)
    expected = pairs.has(case) if pairs else list(course.people)
    done.missing[case] = sorted(set(expected) & set(course.people) - set(there))


def _due(cohort: Cohort, case: str) -> datetime | None:
    """Return when `case` is due, as nbgrader's gradebook says; None where no day was set."""
    from sqlalchemy import DateTime, create_engine, inspect, text

    engine = create_engine(cohort.db_url)
    try:
        # One read of nbgrader's own table: opening its gradebook takes seconds.
        if not inspect(engine).has_table("assignment"):
            return None
        with engine.connect() as connection:
            wanted = text("SELECT duedate FROM assignment WHERE name = :name")
            due = connection.execute(wanted.columns(duedate=DateTime), {"name": case}).scalar()
    finally:
        engine.dispose()
    return due.replace(tzinfo=UTC) if due else None


def _long(span: timedelta) -> str:
    minutes = max(1, round(span.total_seconds() / 60))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    said = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in parts if n]
    return " and ".join(said[:2])
