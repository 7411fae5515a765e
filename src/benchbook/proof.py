"""Prove a case through nbgrader itself, in a course that exists only for the proof.

Three learners hand in: one has the key, one the untouched release, one the stated near-miss.
nbgrader generates, executes and scores, and the gradebook must say: full marks, zero, strictly
between. Nothing of the key may be in the release.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .activities.question import Model
from .answers import Sheet, sheet_name
from .answers.sheet_file import now
from .casebook.case import Case
from .casebook.case_file import whole_text
from .casebook.contents import Library, read_library
from .course_config import configure, course_api, ran
from .notebooks.build import generated_cases

LEARNERS = ("key", "untouched", "near-miss")
CONFIG = "from benchbook.course_config import configure\n\nconfigure(get_config())\n"
# A short text of the key may stand in the question as well; a sentence of it must not.
LEAK_LENGTH = 25
_library: Library | None = None


@dataclass(frozen=True)
class Proof:
    """What the gradebook said of one case; `failures` is empty where all is as it must be."""

    case: str
    most: float
    scores: dict[str, float]
    failures: tuple[str, ...]


def prove_all(library: Library, names: Sequence[str]) -> Iterator[Proof]:
    """Return the proofs of the cases `names`, in their order, one for each core at a time.

    Raises NbgraderError where nbgrader itself fails.
    """
    workers = max(1, min(os.cpu_count() or 1, len(names)))
    with ProcessPoolExecutor(
        workers,
        # A fork would take over the threads of whatever runs here.
        multiprocessing.get_context("spawn"),
        _begin,
        (library.root, library.cases_folder),
    ) as pool:
        yield from pool.map(_proof_of, names)


def _begin(root: Path, cases: Path) -> None:
    """Read the course once in each process, and keep the chatter of kernels off the page.

    What fails is raised, with nbgrader's own words in it.
    """
    global _library  # what a process of the pool is given once, it keeps so
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _library = read_library(root, cases)


def _proof_of(name: str) -> Proof:
    assert _library is not None
    return prove(_library, name)


def prove(library: Library, name: str) -> Proof:
    """Return the proof of the case `name`. Raises NbgraderError where nbgrader itself fails."""
    case = library.cases[name]
    with tempfile.TemporaryDirectory(prefix="benchbook-proof-") as folder:
        root = Path(folder)
        _lay_out(library, case, root)
        release = root / "release" / case.id
        with course_api(_config(root)) as (api, log):
            ran(api.generate_assignment(case.id), log, "generate_assignment")
            for learner in LEARNERS:
                _submit(case, learner, release, root / "submitted" / learner / case.id)
                ran(api.autograde(case.id, learner), log, f"autograde {learner}")
            scores, most = _scores(api, case)
        leaks = tuple(leaked(case, release))
    return Proof(case.id, most, scores, (*_judged(scores, most), *leaks))


def _lay_out(library: Library, case: Case, root: Path) -> None:
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    for path, text in generated_cases(library):
        target = Path(path)
        if target.parts[:3] == ("assessments", "source", case.id):
            file = root / "source" / case.id / target.name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    (root / "cases").mkdir()
    key = whole_text(library.cases_folder / f"{case.id}.yaml")
    (root / "cases" / f"{case.id}.yaml").write_text(key, encoding="utf-8")


def _config(root: Path) -> Any:
    from traitlets.config import Config

    config = Config()
    configure(config)
    config.CourseDirectory.root = str(root)
    return config


def _submit(case: Case, learner: str, release: Path, target: Path) -> None:
    shutil.copytree(release, target)
    if learner == "untouched":
        return
    answers = case.key_answers() if learner == "key" else case.near_miss_answers()
    sheet = Sheet(of=case.id, edition=case.edition)
    for question, answer in answers.items():
        sheet.record(question, answer, now())
    (target / sheet_name(case.id)).write_text(sheet.model_dump_json(), encoding="utf-8")


def _scores(api: Any, case: Case) -> tuple[dict[str, float], float]:
    scores = {}
    most = 0.0
    with api.gradebook as gradebook:
        for learner in LEARNERS:
            submission = gradebook.find_submission(case.id, learner)
            cells = [
                g for n in submission.notebooks for g in n.grades if g.cell.type == "GradeCell"
            ]
            scores[learner] = round(
                sum(g.auto_score or 0.0 for g in cells if g.cell.cell_type == "code"), 2
            )
            most = round(sum(g.max_score for g in cells if g.cell.cell_type == "code"), 2)
    return scores, most


def _judged(scores: dict[str, float], most: float) -> Iterator[str]:
    if scores["key"] != most:
        yield f"the key earns {scores['key']:g} of {most:g} points: it must earn all."
    if scores["untouched"] != 0:
        yield f"the untouched release earns {scores['untouched']:g} points: it must earn none."
    if not 0 < scores["near-miss"] < most:
        yield f"the near-miss earns {scores['near-miss']:g} of {most:g} points: it must lie between."


def leaked(case: Case, release: Path) -> Iterator[str]:
    """Return a sentence for each text of the key that stands in a released file."""
    texts = {path: _flat(_strings(path)) for path in sorted(release.rglob("*")) if path.is_file()}
    for secret in sorted(key_texts(case)):
        for path, text in texts.items():
            if _flat(secret) in text:
                yield f"{path.name} holds a text of the key: “{secret[:60]}…”."


def key_texts(case: Case) -> set[str]:
    """Return every sentence of the case that a learner must not see before marking."""
    shown = {t for q in case.questions for t in _texts(q.public())}
    shown |= {p.text for e in case.exhibits for p in e.passages} | {case.background}
    hidden = {t for q in case.questions for t in _hidden_texts(q)}
    hidden |= {case.near_miss.says, case.instructor_note, case.catches, case.differs or ""}
    visible = _flat("\n".join(shown))
    return {t for t in hidden if len(t) >= LEAK_LENGTH and " " in t and _flat(t) not in visible}


def _hidden_texts(value: Any) -> Iterator[str]:
    if isinstance(value, Model):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if isinstance(inner, str) and name in value.shown:
                continue
            yield from _hidden_texts(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _hidden_texts(item)
    elif isinstance(value, str):
        yield value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def _strings(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".json", ".ipynb"):
        # Notebook sources are lists of lines: put back together, a sentence is whole again.
        return "\n".join(_joined(json.loads(text)))
    return text


def _joined(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _joined(inner)
    elif isinstance(value, list):
        if value and all(isinstance(v, str) for v in value):
            yield "".join(value)
        for inner in value:
            yield from _joined(inner)
    elif isinstance(value, str):
        yield value


def _flat(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).lower()
