"""Killed two hundred times, at points spread evenly over the work, and run again: the same end."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchbook.cohort.codes import new_code
from benchbook.cohort.folder import Cohort, find_cohort
from benchbook.cohort.gradebook.database import Gradebook
from benchbook.cohort.marks.batch import Batch

from .batches import CASE, ask, everything, files, hand_in, key, mark, sheet

pytestmark = pytest.mark.long
HAND_INS = 20
AT_ONCE = 4
# By the count of calls, so that the points lie evenly over the work whatever the machine does
# meanwhile; some by the clock, which also falls into the database's own writing.
BY_CALLS = 160
BY_CLOCK = 40
BETWEEN = 150


def work(cohort: Cohort, prepared: Callable[[], None]) -> None:
    """Mark as the command does; `prepared` is called when all is read and writing is to begin."""
    with Gradebook(cohort.db_url) as gradebook:
        batch = Batch(cohort, CASE, gradebook, AT_ONCE)
        codes = batch.codes()
        prepared()
        batch.mark(codes)
        sys.setprofile(None)


def fork(child: Callable[[], None]) -> int:
    """Run `child` in a fork of this process and return its number."""
    number = os.fork()
    if number == 0:
        try:
            child()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return number


def calls(cohort: Cohort) -> int:
    """Return how many calls the work makes, counted in a fork."""
    reader, writer = os.pipe()

    def child() -> None:
        counted = [0]

        def count(*_: Any) -> None:
            counted[0] += 1

        work(cohort, lambda: sys.setprofile(count))
        os.write(writer, str(counted[0]).encode())

    assert os.waitpid(fork(child), 0)[1] == 0
    os.close(writer)
    with os.fdopen(reader) as told:
        return int(told.read())


def kill_at_call(cohort: Cohort, last: float) -> None:
    """Mark in a fork that kills itself at its call number `last`."""

    def child() -> None:
        left = [last]

        def count(*_: Any) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        work(cohort, lambda: sys.setprofile(count))

    os.waitpid(fork(child), 0)


def _say(writer: int) -> None:
    os.write(writer, b"!")


def kill_after(cohort: Cohort, seconds: float) -> None:
    """Mark in a fork and kill it so many seconds after its writing began."""
    reader, writer = os.pipe()
    number = fork(lambda: work(cohort, lambda: _say(writer)))
    os.read(reader, 1)
    time.sleep(seconds)
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    os.close(reader)
    os.close(writer)


@pytest.fixture
def cohort(made: Cohort) -> Iterator[Cohort]:
    """Give a copy of the cohort, in memory where that can be: a kill does not ask what the disk is."""
    memory = Path("/dev/shm")  # noqa: S108 # looked for, not relied on
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        shutil.copytree(made.root, Path(place) / "workshop")
        yield find_cohort(Path(place) / "workshop")


def test_killed_anywhere_and_run_again_it_ends_in_the_same_state(cohort: Cohort) -> None:
    case = key(cohort)
    texts = [sheet(case.key_answers()), sheet(case.near_miss_answers()), "damaged"]
    for n, code in enumerate(sorted(new_code() for _ in range(HAND_INS))):
        ask(cohort, "insert into student (id) values (:code)", code=code)
        hand_in(cohort, code, texts[n % 3])
    with Gradebook(cohort.db_url) as gradebook:
        Batch(cohort, CASE, gradebook)  # makes the tables, so that writing begins with a hand-in
    untouched = (cohort.root / "gradebook.db").read_bytes()

    def again() -> None:
        for top in ("autograded", "feedback"):
            shutil.rmtree(cohort.root / top, ignore_errors=True)
        (cohort.root / "gradebook.db-journal").unlink(missing_ok=True)
        (cohort.root / "gradebook.db").write_bytes(untouched)

    begun = time.perf_counter()
    mark(cohort, at_once=AT_ONCE)
    took = time.perf_counter() - begun
    end = everything(cohort)
    again()
    total = calls(cohort)
    kills = [partial(kill_at_call, cohort, total * n // BY_CALLS) for n in range(BY_CALLS)]
    kills += [partial(kill_after, cohort, took * n / BY_CLOCK) for n in range(BY_CLOCK)]
    between = 0
    for kill in kills:
        again()
        kill()
        written, rows = files(cohort), ask(cohort, "select count(*) from grade")[0][0]
        between += bool(written or rows) and rows < len(end["grade"])
        mark(cohort, at_once=AT_ONCE)
        assert everything(cohort) == end, str(kill)
    assert between >= BETWEEN
