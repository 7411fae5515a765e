"""How fast marking is: `python tests/bench/marking.py`, one run, prints a table and the ratios.

The same hand-ins go through stock nbgrader (executed autograde and feedback), nbgrader with our
preprocessors, `benchbook mark`, and the least that marking can be (floor.py). Exits 1 and says by
how much where a goal is missed. Takes about five minutes.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchbook.cohort.folder import Cohort  # noqa: E402 - after the path is set
from tests.bench.cohorts import (  # noqa: E402
    BENCHBOOK,
    CASE,
    NBGRADER,
    Run,
    cohort_of,
    environment,
    first_cohort,
    run,
)

FEW, SOME = 4, 20
MANY, MOST = 1_000, 10_000
ROUNDS = 5
FASTER = 300.0
FLOOR = 3.0
GROWTH = 11.0
MEMORY = 1.5
HELP = 0.4


@dataclass(frozen=True)
class Goal:
    """A ratio and its limit: to be at most `limit`, or at least where `most` is false."""

    name: str
    ratio: float
    limit: float
    most: bool = True

    @property
    def missed_by(self) -> float:
        """Return by how much the goal is missed, as a share of the limit; 0 where it is met."""
        off = self.ratio / self.limit - 1 if self.most else self.limit / self.ratio - 1
        return max(0.0, off)

    def __str__(self) -> str:
        verdict = f"MISSED by {self.missed_by:.0%}" if self.missed_by else "met"
        side = "at most" if self.most else "at least"
        return f"{self.name:<62} {self.ratio:8.2f}  {side} {self.limit:g}: {verdict}"


class Bench:
    """Makes cohorts below `place` and times the programs on them.

    None is deleted before the end: making files is several times slower on some disks for a minute
    after many were deleted.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.env = environment(place)
        self.first = first_cohort(place)

    def nbgrader(self, size: int, *, stock: bool) -> float:
        """Return the seconds that nbgrader takes to mark `size` hand-ins and make their feedback."""
        cohort = cohort_of(self.first, size, stock=stock)
        took = 0.0
        for step in ("autograde", "generate_feedback"):
            took += run([*NBGRADER, step, CASE], self.env, cohort.root).seconds
        self._is_whole(cohort, size)
        return took

    def slope(self, *, stock: bool) -> tuple[float, float, float]:
        """Return the seconds at few and at some hand-ins, and for each one more."""
        few, some = self.nbgrader(FEW, stock=stock), self.nbgrader(SOME, stock=stock)
        return few, some, (some - few) / (SOME - FEW)

    def mark(self, size: int, *, floor: bool = False) -> tuple[Run, float]:
        """Return what `benchbook mark` takes for `size` hand-ins, and the floor's seconds."""
        cohort = cohort_of(self.first, size)
        found = run([*BENCHBOOK, "mark", CASE], self.env, cohort.root)
        self._is_whole(cohort, size)
        return found, self.floor(cohort) if floor else 0.0

    def floor(self, cohort: Cohort) -> float:
        """Return the seconds of the floor for the hand-ins of `cohort`, which are marked."""
        command = [sys.executable, "-m", "tests.bench.floor", str(cohort.root)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=True
        )
        return float(done.stdout)

    def help(self, command: list[str]) -> float:
        """Return the median seconds of `--help`."""
        times = [run([*command, "--help"], self.env, self.place).seconds for _ in range(6)]
        return statistics.median(times[1:])

    @staticmethod
    def _is_whole(cohort: Cohort, size: int) -> None:
        for pattern in (f"autograded/*/{CASE}/{CASE}.ipynb", f"feedback/*/{CASE}/{CASE}.html"):
            found = sum(1 for _ in cohort.root.glob(pattern))
            if found != size:
                raise SystemExit(f"{found} of {size} hand-ins have {pattern}.")


def measure(bench: Bench) -> tuple[Table, list[Goal]]:
    """Return the table of everything measured, and the goals."""
    bench.mark(1)  # bytecode, and the disk's own memory
    nbgrader_help, benchbook_help = bench.help(NBGRADER), bench.help(BENCHBOOK)
    stock_few, stock_some, stock = bench.slope(stock=True)
    ours_few, ours_some, ours = bench.slope(stock=False)
    # Side by side, so that a slow minute of the machine slows both.
    rounds = [(bench.mark(0)[0], *bench.mark(MANY, floor=True)) for _ in range(ROUNDS)]
    empty = statistics.median(r[0].seconds for r in rounds)
    many = statistics.median(r[1].seconds for r in rounds)
    least = statistics.median(r[2] for r in rounds)
    above = statistics.median((r[1].seconds - r[0].seconds) / r[2] for r in rounds)
    memory = statistics.median(r[1].memory for r in rounds)
    most, _ = bench.mark(MOST)

    table = Table("what", "hand-ins", "seconds", "ms each", "memory, MB")
    for what, size, seconds, each, mb in (
        ("nbgrader, executed, with feedback", FEW, stock_few, None, None),
        ("nbgrader, executed, with feedback", SOME, stock_some, stock, None),
        ("nbgrader with our preprocessors", FEW, ours_few, None, None),
        ("nbgrader with our preprocessors", SOME, ours_some, ours, None),
        ("benchbook mark", 0, empty, None, None),
        ("benchbook mark", MANY, many, many / MANY, memory),
        ("benchbook mark", MOST, most.seconds, most.seconds / MOST, most.memory),
        ("the floor, without start-up", MANY, least, least / MANY, None),
        ("nbgrader --help", 0, nbgrader_help, None, None),
        ("benchbook --help", 0, benchbook_help, None, None),
    ):
        table.add_row(
            what,
            f"{size:,}",
            f"{seconds:.2f}",
            "" if each is None else f"{1000 * each:.2f}",
            "" if mb is None else f"{mb:.0f}",
        )
    goals = [
        Goal("stock nbgrader by benchbook mark, for each hand-in", stock * MANY / many, FASTER, False),
        Goal("benchbook mark by the floor, both without start-up", above, FLOOR),
        Goal(f"{MOST:,} hand-ins by {MANY:,}, seconds", most.seconds / many, GROWTH),
        Goal(f"{MOST:,} hand-ins by {MANY:,}, memory", most.memory / memory, MEMORY),
        Goal("benchbook --help by nbgrader --help", benchbook_help / nbgrader_help, HELP),
    ]  # fmt: skip
    return table, goals


def main() -> int:
    """Measure once; return 0 where every goal is met, otherwise 1."""
    with tempfile.TemporaryDirectory() as name:
        table, goals = measure(Bench(Path(name)))
    Console(width=100).print(table)
    for goal in goals:
        print(goal)
    return int(any(goal.missed_by for goal in goals))


if __name__ == "__main__":
    sys.exit(main())
