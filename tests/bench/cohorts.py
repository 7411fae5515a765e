"""Cohorts of any size for the bench, made from one that nbgrader made, and the processes to time."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchbook.answers import Sheet, sheet_name
from benchbook.casebook.case import Case
from benchbook.casebook.contents import read_library
from benchbook.cohort.codes import new_code
from benchbook.cohort.folder import Cohort, find_cohort
from benchbook.cohort.new import new_cohort
from benchbook.cohort.releasing.release import release_case
from benchbook.marking.keys import read_case

ROOT = Path(__file__).resolve().parents[2]
CASE = "night-shift"
BENCHBOOK = [sys.executable, "-c", "from benchbook.cli import main; main()"]
NBGRADER = [sys.executable, "-m", "nbgrader"]
# Stock nbgrader on our course: nothing of ours but the name of the course and the kernel.
STOCK = "from benchbook.course_config import configure\n\nconfigure(get_config())\n"


def environment(place: Path) -> dict[str, str]:
    """Return an environment in which every program finds and keeps its bytecode."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    programs = str(Path(sys.executable).parent)
    return {
        **env,
        "PATH": os.pathsep.join([programs, env.get("PATH", "")]),
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONPYCACHEPREFIX": str(place / "bytecode"),
    }


@dataclass(frozen=True)
class Run:
    """How long a program took, in seconds, and the most memory it held, in MB."""

    seconds: float
    memory: float


# A program is charged with the memory of whoever started it, so a small one starts and measures it.
STARTER = """import os, sys, time
begun = time.perf_counter()
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(process, 0)
print("took", time.perf_counter() - begun, used.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def run(command: Sequence[str], env: dict[str, str], folder: Path) -> Run:
    """Run `command` in `folder` and return what it took. Raises SystemExit where it fails."""
    starter = [sys.executable, "-S", "-E", "-c", STARTER, *command]
    done = subprocess.run(starter, cwd=folder, env=env, capture_output=True, text=True, check=False)
    told, _, took = done.stdout.rpartition("took ")
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{told}\n{done.stderr[-3000:]}")
    seconds, memory = took.split()
    return Run(float(seconds), float(memory))


def first_cohort(place: Path) -> Cohort:
    """Return a cohort with the case released and nobody's hand-in."""
    roster = place / "roster.csv"
    roster.write_text("name\nSomebody\n", encoding="utf-8")
    cohort, _ = new_cohort(place / "first", roster)
    release_case(cohort, read_library(ROOT), CASE)
    return cohort


def cohort_of(first: Cohort, size: int, *, stock: bool = False) -> Cohort:
    """Return a copy of `first` in which `size` learners have handed in; `stock` with nbgrader's own marking."""
    root = Path(tempfile.mkdtemp(prefix=f"cohort-{size}-", dir=first.root.parent))
    shutil.copytree(first.root, root, dirs_exist_ok=True)
    cohort = find_cohort(root)
    if stock:
        (root / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    case, chance = read_case(first.key_file(CASE)), random.Random(size)
    codes: set[str] = set()
    while len(codes) < size:
        codes.add(new_code())
    with sqlite3.connect(root / "gradebook.db") as gradebook:
        gradebook.executemany("insert into student (id) values (?)", [(c,) for c in codes])
    gradebook.close()
    for code in sorted(codes):
        folder = cohort.submitted(CASE, code)
        folder.mkdir(parents=True)
        for path in cohort.released(CASE).iterdir():
            os.link(path, folder / path.name)
        (folder / sheet_name(CASE)).write_text(_sheet(case, code, chance), encoding="utf-8")
        (folder / "timestamp.txt").write_text("2026-11-21 10:00:00.000000 UTC\n", encoding="utf-8")
    return cohort


def _sheet(case: Case, code: str, chance: random.Random) -> str:
    """Return a sheet that answers each question as the key, as the near-miss or not at all."""
    right, near = case.key_answers(), case.near_miss_answers()
    sheet = Sheet(of=case.id, edition=case.edition)
    for question in right:
        answer = chance.choice([right[question], near[question], near[question], None])
        sheet.record(question, answer, "2026-11-21T10:00:00+00:00", "tab")
    ruling = {"text": f"{right['ruling']['text']}\n\nSo {code} decides."}
    sheet.record("ruling", ruling, "2026-11-21T11:00:00+00:00", "tab")
    return sheet.model_dump_json(indent=1)
