"""A cohort whose every answer is known, so that what is counted can be worked out by hand.

Thirteen people by letter. a b c d: the key. e f g: the near-miss, which convicts on count 2.
h: an empty sheet. i: the key, with an answer to “charge” that is none. j k: the key, but
“never-matters” for “consent”, and certain of it. l: half a sheet. m: did not hand in.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchbook.answers import Sheet, sheet_name
from benchbook.casebook.case import Case
from benchbook.cohort.folder import Card, Cohort, write_card
from benchbook.cohort.people import Person, write_people
from benchbook.jupyter_paths import find_kernel
from benchbook.marking.keys import read_case

ROOT = Path(__file__).resolve().parents[2]
CASE = "night-shift"
LETTERS = "abcdefghijklm"
CODES = [
    "WNSY358X",
    "U9XFNECD",
    "VFX4RD82",
    "D5XRE7N2",
    "TQZQE97Z",
    "XPU84KMA",
    "QJV4HWQ3",
    "8TAWS89V",
    "HMUM7UVU",
    "CDGVDTSW",
    "M8XUWTGZ",
    "V2XVSWQW",
    "FFF3SMXP",
]
GROUPS = dict(zip(LETTERS, "CCCPCCPCPP-PP", strict=True))
NAMES = {"C": "Court", "P": "Prosecution", "-": ""}
# Names as people have them, and as nobody should.
NASTY = {
    "a": 'Ada "Adi" Lovelace, LL.M.',
    "b": "Žofia Őri-Ünal",
    "c": "=HYPERLINK(0)",
    "d": "Two\nlines",
    "e": "'t Hooft",
    "f": "'=1+1",
    "g": " -2",
    "h": "李 雷; 韓",
    "i": "+49 30",
}


@dataclass
class Answered:
    """The cohort, its case, and who is who: code by letter."""

    cohort: Cohort
    case: Case
    codes: dict[str, str]

    def lay(self, letter: str, text: str, at: str = "2026-11-21 10:00:00.000000 UTC") -> None:
        """Lay a hand-in with the sheet `text`, received `at`."""
        folder = self.cohort.submitted(CASE, self.codes[letter])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / sheet_name(CASE)).write_text(text, encoding="utf-8")
        (folder / "timestamp.txt").write_text(at, encoding="utf-8")


def empty_cohort(root: Path) -> Answered:
    """Make the cohort's folder, its people and its case, without nbgrader and without a hand-in."""
    cohort = Cohort(root, Card(id="workshop", title="Workshop & Co <Port Selwyn>"))
    (root / "cases").mkdir(parents=True)
    shutil.copy(ROOT / "assessments" / "cases" / f"{CASE}.yaml", root / "cases")
    codes = dict(zip(LETTERS, CODES, strict=True))
    people = {
        code: Person(
            code,
            NASTY.get(x, f"Learner {x.upper()}"),
            "" if x == "k" else f"{x}@example.org",
            NAMES[GROUPS[x]],
            f"user-{x}",
        )
        for x, code in codes.items()
    }
    write_people(cohort, people)
    write_card(cohort)
    return Answered(cohort, read_case(cohort.key_file(CASE)), codes)


def answered_cohort(root: Path) -> Answered:
    """Make the cohort with every hand-in, before any person has marked."""
    made = empty_cohort(root)
    key, near = made.case.key_answers(), made.case.near_miss_answers()
    sheets: dict[str, dict[str, Any]] = {
        **dict.fromkeys("abcd", key),
        **dict.fromkeys("efg", near),
        "h": {},
        "i": {**key, "charge": {"option": ["not", "one"]}},
        "j": {**key, "consent": {"option": "never-matters", "confidence": "certain"}},
        "k": {**key, "consent": {"option": "never-matters", "confidence": "certain"}},
    }
    for letter, answers in sheets.items():
        late = letter in "de"
        made.lay(letter, sheet_text(answers), f"2026-11-21 {13 if late else 10}:00:00.000000 UTC")
    made.lay("l", sheet_text(key)[:200])
    return made


def sheet_text(answers: dict[str, Any]) -> str:
    """Return the sheet of `answers` as text."""
    sheet = Sheet(of=CASE, edition=1)
    for question, answer in json.loads(json.dumps(answers)).items():
        sheet.record(question, answer, "2026-11-21T09:00:00+00:00")
    return sheet.model_dump_json()


def mark_by_hand(made: Answered) -> None:
    """Give the cohort nbgrader's own gradebook with marks by hand, made once a run.

    a is marked whole, b on one criterion, and c's mark for “charge” is changed. f had a mark that
    waits again. The deadline is at 12, and e may hand in two hours later.
    """
    (made.cohort.root / "gradebook.db").write_bytes(_gradebook())


@cache
def _gradebook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = empty_cohort(Path(folder))
        fill_gradebook(made)
        return (made.cohort.root / "gradebook.db").read_bytes()


def fill_gradebook(made: Answered) -> None:
    """Write the marks of `mark_by_hand` through nbgrader into the gradebook the card names."""
    find_kernel()
    from nbgrader.api import Gradebook

    with warnings.catch_warnings(), Gradebook(made.cohort.db_url, "workshop") as gradebook:
        warnings.simplefilter("ignore")  # nbgrader's own calls warn of themselves
        gradebook.add_assignment(CASE, duedate="2026-11-21 12:00:00.000000 UTC")
        gradebook.add_notebook(CASE, CASE)
        gradebook.add_grade_cell("charge-mark", CASE, CASE, max_score=3, cell_type="code")
        for criterion in criteria(made):
            gradebook.add_task_cell(
                f"ruling-{criterion}", CASE, CASE, max_score=4, cell_type="markdown"
            )
        for letter in "abcdef":
            gradebook.add_student(made.codes[letter])
            gradebook.add_submission(CASE, made.codes[letter])

        def grade(letter: str, cell: str, points: float, *, waits: bool = False) -> None:
            found = gradebook.find_grade(cell, CASE, CASE, made.codes[letter])
            found.manual_score, found.needs_manual_grade = points, waits

        for criterion in criteria(made):
            grade("a", f"ruling-{criterion}", 4)
        grade("b", "ruling-separates", 3)
        grade("c", "charge-mark", 2)
        grade("f", "ruling-separates", 1, waits=True)
        gradebook.grant_extension(CASE, made.codes["e"], hours=2)
        gradebook.db.commit()


def criteria(made: Answered) -> list[str]:
    """Return the ids of the ruling's criteria."""
    question: Any = made.case.question("ruling")
    return [c.id for c in question.criteria]
