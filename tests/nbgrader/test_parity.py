"""One sheet, one mark: stock executed nbgrader, nbgrader with our preprocessors, and the marker alone.

Every case of the course but the template, graded or for practice, and for each a spread of sheets.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from benchbook.answers import sheet_name
from benchbook.casebook.case import Case
from benchbook.casebook.case_file import read_case_file, whole_text
from benchbook.jupyter_paths import find_kernel
from benchbook.marking.marked import mark_hand_in, receive
from benchbook.marking.marked_notebook import MarkedNotebooks
from tests.marking import sheets

from .in_process import nbgrader

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(p.stem for p in (ROOT / "assessments" / "cases").glob("[!_]*.yaml"))
# An executed hand-in takes seconds: the whole spread on two cases, one more sheet on each of the others.
WIDE = ("night-shift", "open-door")


def spread_of(case: str) -> int:
    return 6 if case in WIDE else 1


# What stands in the gradebook for one cell: points by machine, by hand, and whether a person must look.
Row = tuple[float | None, float | None, bool]


@dataclass(frozen=True)
class Marked:
    """A course on which autograde has run for every learner."""

    root: Path
    case: Case

    def rows(self, learner: str) -> dict[str, Row]:
        """Return what the gradebook holds of one learner, by cell."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            grades = gradebook.find_submission_notebook(self.case.id, self.case.id, learner).grades
            return {
                g.cell.name: (g.auto_score, g.manual_score, g.needs_manual_grade) for g in grades
            }

    def notebook(self, learner: str) -> dict[str, Any]:
        """Return the marked notebook without what execution says of time and of the kernel's version."""
        name = f"{self.case.id}.ipynb"
        path = self.root / "autograded" / learner / self.case.id / name
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for cell in found["cells"]:
            cell["metadata"].pop("execution", None)
        found["metadata"]["language_info"].pop("version", None)
        return found

    def learners(self) -> list[str]:
        """Return everybody who handed in."""
        return sorted(p.name for p in (self.root / "submitted").iterdir())

    def saved(self) -> dict[str, tuple[str, str]]:
        """Return the gradebook's own record of each cell."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            cells = gradebook.find_notebook(self.case.id, self.case.id).source_cells
            return {c.name: (c.source, c.checksum) for c in cells}


def handed_in(case: Case) -> dict[str, str | None]:
    """Return the text of each learner's sheet; None where there is none."""
    key = case.key_answers()
    whole = sheets.sheet(case, key)
    made = {
        f"spread-{n}": a
        for n, a in enumerate(sheets.spread(sheets.answers(case), spread_of(case.id)))
    }
    damaged = {
        "cut-off": whole[: len(whole) // 2],
        "twice": '{"format": 1, "format": 1, ' + whole[1:],
        "other-case": whole.replace(f'"of": "{case.id}"', '"of": "another"'),
    }
    return {
        "near-miss": sheets.sheet(case, case.near_miss_answers()),
        # What does not depend on the case is asked of few: prove marks key and untouched of each.
        **({"key": whole, "untouched": None} if case.id in WIDE else {}),
        **(damaged if case.id == WIDE[0] else {}),
        **{name: sheets.sheet(case, a) for name, a in made.items()},
    }


@pytest.fixture(scope="module", params=CASES)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Marked, Marked]:
    """Give one course marked by executing the notebooks and the same one marked by our preprocessors."""
    name = request.param
    root = tmp_path_factory.mktemp(name)
    os.environ.pop("JPY_SESSION_NAME", None)
    find_kernel()
    stock, ours = root / "stock", root / "ours"
    key = ROOT / "assessments" / "cases" / f"{name}.yaml"
    case = read_case_file(key)
    (stock / "cases").mkdir(parents=True)
    (stock / "cases" / key.name).write_text(whole_text(key), encoding="utf-8")
    shutil.copytree(ROOT / "assessments" / "source" / name, stock / "source" / name)
    shutil.copy(ROOT / "assessments" / "nbgrader_config.py", stock)
    nbgrader(stock, "generate_assignment", name)
    for learner, text in handed_in(case).items():
        target = stock / "submitted" / learner / name
        shutil.copytree(stock / "release" / name, target)
        if text is not None:
            (target / sheet_name(name)).write_text(text, encoding="utf-8")
    shutil.copytree(stock, ours)
    nbgrader(stock, "autograde", name, "*")
    nbgrader(ours, "autograde", name, "*", ours=True)
    return Marked(stock, case), Marked(ours, case)


def test_both_ways_give_every_cell_the_same_marks_and_leave_the_same_to_a_person(
    both: tuple[Marked, Marked],
) -> None:
    stock, ours = both
    assert {w: ours.rows(w) for w in stock.learners()} == {
        w: stock.rows(w) for w in stock.learners()
    }


def test_both_ways_show_the_same_notebook(both: tuple[Marked, Marked]) -> None:
    stock, ours = both
    for learner in stock.learners():
        assert ours.notebook(learner) == stock.notebook(learner), learner


def test_the_marker_alone_gives_the_marks_of_executed_nbgrader(
    both: tuple[Marked, Marked],
) -> None:
    stock, _ = both
    for learner in stock.learners():
        marked = mark_hand_in(stock.case, receive(folder(stock, learner), stock.case.id))
        points = {f"{q.question.id}-mark": q.mark.points for q in marked.questions}
        rows = stock.rows(learner)
        code = {name: row for name, row in rows.items() if name in points}
        assert {name: (points[name], None, False) for name in code} == code, learner
        assert all(rows[n] == (None, None, True) for n in rows.keys() - code.keys())


def test_the_marker_alone_makes_the_notebook_of_executed_nbgrader_byte_for_byte(
    both: tuple[Marked, Marked],
) -> None:
    stock, _ = both
    released = (stock.root / "release" / stock.case.id / f"{stock.case.id}.ipynb").read_text(
        "utf-8"
    )
    notebooks = MarkedNotebooks(stock.case, released, stock.saved())
    for learner in stock.learners():
        marked = mark_hand_in(stock.case, receive(folder(stock, learner), stock.case.id))
        executed = json.dumps(stock.notebook(learner), ensure_ascii=False, indent=1, sort_keys=True)
        assert notebooks.text(marked) == executed + "\n", learner


def test_the_sheets_earn_something_and_not_all(both: tuple[Marked, Marked]) -> None:
    stock, _ = both
    earned = {w: sum(r[0] or 0.0 for r in stock.rows(w).values()) for w in stock.learners()}
    full = sum(q.points for q in stock.case.questions if q.kind != "ruling")
    assert 0 < earned["near-miss"] < full
    assert len(set(earned.values())) > (4 if stock.case.id in WIDE else 1)


def folder(course: Marked, learner: str) -> Path:
    return course.root / "submitted" / learner / course.case.id
