"""Give feedback back: pages from the gradebook and the sheets, by nbgrader's exchange or as files.

A page goes back when everything on it is marked. Until then it lies in the cohort's folder only.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ...answers.sheet_file import replace_whole
from ...casebook.case import Case
from ...errors import UsageError
from ...marking.feedback_page import FeedbackPages
from ...marking.marked import MarkedHandIn, mark_hand_in, receive
from ..folder import Cohort
from ..gradebook.read import released_case
from ..marks.given_marks import GivenMarks, given_marks
from .page_names import Names

# What nbgrader needs beside a page to hand it back: when it came in, and the learner's own secret.
BESIDE = ("timestamp.txt", "submission_secret.txt")


@dataclass
class Feedback:
    """What became of the feedback of one case, by learner's code."""

    case: str
    pages: list[str] = field(default_factory=list)
    waiting: dict[str, list[str]] = field(default_factory=dict)
    unmarked: list[str] = field(default_factory=list)
    older: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    without_secret: list[str] = field(default_factory=list)
    given_back: list[str] = field(default_factory=list)

    def ready(self, unfinished: bool) -> list[str]:
        """Return the codes whose page may go back now; with `unfinished` those that wait too."""
        return [code for code in self.pages if unfinished or code not in self.waiting]


@dataclass(frozen=True)
class Page:
    """One page, and what is still to be said of it."""

    html: str
    marked: MarkedHandIn
    marks: GivenMarks


def make_feedback(cohort: Cohort, name: str) -> Feedback:
    """Write the feedback page of every marked hand-in of the case `name`, and tell what waits.

    Each page lies in feedback/<code>/<case>/, with the two files that nbgrader needs beside it.
    Raises UsageError for a case that was not released, or where a page cannot be written.
    """
    case = released_case(cohort, name)
    pages, given = FeedbackPages(case), given_marks(cohort, case)
    told = Feedback(name)
    for code in cohort.handed_in(name):
        page = _page(cohort, case, pages, code, given.get(code, GivenMarks()))
        if not any(points is not None for points in page.marks.by_key.values()):
            told.unmarked.append(code)
        elif _is_older(page):
            told.older.append(code)
        else:
            _note(told, code, page)
            if not _write(cohort, name, code, page.html):
                told.without_secret.append(code)
    return told


def page_of(cohort: Cohort, name: str, code: str) -> str:
    """Return the feedback page of one learner as it stands now."""
    case = released_case(cohort, name)
    marks = given_marks(cohort, case, code).get(code, GivenMarks())
    return _page(cohort, case, FeedbackPages(case), code, marks).html


def copy_to(cohort: Cohort, told: Feedback, names: Names, folder: Path, unfinished: bool) -> None:
    """Copy each page that may go back into `folder`, named by `names`.

    Raises UsageError, before anything is written, where a learner cannot be named.
    """
    ready = told.ready(unfinished)
    targets = names.of(cohort, told.case, ready)
    for code in ready:
        html = _file(cohort, told.case, code).read_bytes()
        with _writing(folder):
            targets[code].write(folder, html)
        told.given_back.append(code)


def release(cohort: Cohort, told: Feedback, unfinished: bool) -> None:
    """Hand back by nbgrader's exchange each page that may go back and came with a secret.

    Raises UsageError for a cohort without exchange, NbgraderError where nbgrader cannot do it.
    """
    if not cohort.card.exchange:
        raise UsageError(
            "This cohort has no nbgrader exchange, so its feedback cannot be released there. "
            "Name a folder with --to, and send the pages by mail or by your learning platform."
        )
    from ...course_config import ran
    from ..settings import cohort_api

    able = [code for code in told.ready(unfinished) if code not in told.without_secret]
    with cohort_api(cohort) as (api, log):
        for code in able:
            ran(api.release_feedback(told.case, code), log, f"release_feedback for {code}")
            told.given_back.append(code)


def _page(cohort: Cohort, case: Case, pages: FeedbackPages, code: str, marks: GivenMarks) -> Page:
    marked = mark_hand_in(case, receive(cohort.submitted(case.id, code), case.id))
    return Page(pages.page(marked, marks.rubric, code, marks.by_hand), marked, marks)


def _is_older(page: Page) -> bool:
    """Tell whether the gradebook's marks are from another sheet or another key than the page's."""
    digest = page.marks.sheet_digest
    # A sheet that cannot be used earns nothing, and the marks below say whether they know it.
    if digest and page.marked.received.sheet is not None and digest != page.marked.received.digest:
        return True
    return any(
        abs((page.marks.by_key.get(q.question.id) or 0.0) - q.mark.points) > 0.005
        for q in page.marked.questions
        if q.mark.max
    )


def _note(told: Feedback, code: str, page: Page) -> None:
    told.pages.append(code)
    problem = page.marked.received.problem
    if problem:
        # Nothing of it can be marked by a person either: the page asks to hand in again.
        told.problems[code] = problem
    elif page.marks.waiting:
        told.waiting[code] = page.marks.waiting


def _file(cohort: Cohort, case: str, code: str) -> Path:
    return cohort.feedback(case, code) / f"{case}.html"


def _write(cohort: Cohort, case: str, code: str, html: str) -> bool:
    """Write the page and what nbgrader needs beside it; return whether all of that is there."""
    target = _file(cohort, case, code)
    with _writing(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(target, html)
        # nbgrader copies the page with its permissions: a learner on the same server must read it.
        target.chmod(0o644)
        there = [_beside(cohort, case, code, name) for name in BESIDE]
        return all(there)


def _beside(cohort: Cohort, case: str, code: str, name: str) -> bool:
    source, target = cohort.submitted(case, code) / name, cohort.feedback(case, code) / name
    # One that is left from an earlier hand-in would send the page to nobody.
    target.unlink(missing_ok=True)
    if not source.is_file() or source.is_symlink():
        return False
    shutil.copyfile(source, target)
    return True


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The feedback could not be written to {folder}: {error.strerror}. Make room or choose "
            "another folder, and run the command again; what was written before is whole."
        ) from error
