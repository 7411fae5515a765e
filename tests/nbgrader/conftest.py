"""A real course on real nbgrader: generated, released, handed in by several learners, marked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchbook.answers import Sheet, sheet_name
from benchbook.casebook.case import Case
from benchbook.casebook.yaml_file import read_yaml
from benchbook.jupyter_paths import find_kernel

from .hand import Hand
from .hand import released as released_cohort

ROOT = Path(__file__).resolve().parents[2]
CASE = "night-shift"
EVIL = '<script>window.ran = "script"</script><img src="none" onerror="window.ran = \'onerror\'"> and **bold**'


class Course:
    """A course folder, and nbgrader's own command in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.case = read_yaml(ROOT / "assessments" / "cases" / f"{CASE}.yaml", Case)

    def run(self, *arguments: str) -> str:
        """Run stock nbgrader with `arguments` and return what it printed."""
        command = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def hand_in(self, learner: str, answers: dict[str, Any] | None, raw: str | None = None) -> None:
        """Lay a hand-in into submitted/: the release, and a sheet with `answers` or the `raw` text."""
        target = self.root / "submitted" / learner / CASE
        shutil.copytree(self.root / "release" / CASE, target)
        if answers is not None:
            sheet = Sheet(of=CASE, edition=self.case.edition)
            for question, answer in answers.items():
                sheet.record(question, answer, "2026-11-21T10:00:00+00:00")
            raw = sheet.model_dump_json()
        if raw is not None:
            (target / sheet_name(CASE)).write_text(raw, encoding="utf-8")

    def scores(self, learner: str) -> dict[str, float]:
        """Return the marks of each graded cell, from the gradebook."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            submission = gradebook.find_submission(CASE, learner)
            return {g.cell.name: g.score for n in submission.notebooks for g in n.grades}

    def manual(self, learner: str) -> set[str]:
        """Return the graded cells that wait for a person."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            submission = gradebook.find_submission(CASE, learner)
            return {
                g.cell.name for n in submission.notebooks for g in n.grades if g.needs_manual_grade
            }


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Give a course on which generate and autograde have run for five learners."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "assessments" / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "assessments" / "cases", root / "cases")
    shutil.copytree(ROOT / "assessments" / "source" / CASE, root / "source" / CASE)
    find_kernel()
    os.environ.pop("JPY_SESSION_NAME", None)
    made = Course(root)
    made.run("generate_assignment", CASE)
    key = made.case.key_answers()
    made.hand_in("full", key)
    made.hand_in("evil", {**made.case.near_miss_answers(), "ruling": {"text": EVIL}})
    made.hand_in("nothing", None)
    made.hand_in(
        "malformed", {**key, "charge": {"option": ["not", "one"]}, "tags": {"tags": "all"}}
    )
    made.hand_in("damaged", None, raw='{"of": "night-shift", "answers": ')
    made.run("autograde", CASE)
    return made


@pytest.fixture(scope="session")
def released(course: Course) -> dict[str, Any]:
    """Give the released notebook."""
    text = (course.root / "release" / CASE / f"{CASE}.ipynb").read_text(encoding="utf-8")
    notebook: dict[str, Any] = json.loads(text)
    return notebook


@pytest.fixture(scope="session")
def hand(tmp_path_factory: pytest.TempPathFactory) -> Hand:
    """Give a cohort with the case released, in whose folder nbgrader marks without executing."""
    return released_cohort(tmp_path_factory.mktemp("hand"))
