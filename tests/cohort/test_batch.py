"""`benchbook mark`: what it writes, what it leaves, and that it starts nothing."""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from benchbook.cli import app
from benchbook.cohort.folder import Cohort
from benchbook.cohort.gradebook.tables import BASE_CELL, COMMENT, GRADE, SUBMISSION
from benchbook.cohort.lock import LOCK
from benchbook.cohort.marks.batch import AT_ONCE
from benchbook.cohort.people import Person
from benchbook.errors import BenchbookError, UsageError
from benchbook.marking.marked import mark_hand_in, receive

from .batches import CASE, ask, everything, files, give, grades, hand_in, key, mark, sheet

pytestmark = pytest.mark.long
CRITERION = "ruling-not-proved"


@pytest.fixture
def codes(cohort: Cohort, people: list[Person]) -> list[str]:
    """Give the codes of three who handed in: the key, the near-miss, nothing but a ruling."""
    case = key(cohort)
    found = [p.code for p in people[:3]]
    hand_in(cohort, found[0], sheet(case.key_answers()), secret="s" * 64)
    hand_in(cohort, found[1], sheet(case.near_miss_answers()))
    hand_in(cohort, found[2], sheet({"ruling": {"text": "Guilty."}}), when=None)
    return found


def run(cohort: Cohort, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["mark", CASE, "--cohort", str(cohort.root), *arguments])
    if isinstance(result.exception, BenchbookError):
        return 2, str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_every_grade_row_holds_what_the_marker_says(cohort: Cohort, codes: list[str]) -> None:
    mark(cohort)
    for code in codes:
        marked = mark_hand_in(key(cohort), receive(cohort.submitted(CASE, code), CASE))
        found = grades(cohort, code)
        scores = {f"{q.question.id}-mark": q.mark.points for q in marked.questions}
        for cell, row in found.items():
            wanted = (
                (None, None, True) if cell.startswith("ruling-") else (scores[cell], None, False)
            )
            assert row == wanted
        assert len(found) == 14


def test_each_criterion_has_an_empty_comment_as_nbgrader_leaves_it(
    cohort: Cohort, codes: list[str]
) -> None:
    mark(cohort)
    rows = ask(cohort, "select auto_comment, manual_comment from comment")
    assert rows == [(None, None)] * 6 * len(codes)


def test_the_marked_notebook_and_what_lies_beside_it_are_there(
    cohort: Cohort, codes: list[str]
) -> None:
    mark(cohort)
    names = {p.name for p in cohort.autograded(CASE, codes[0]).iterdir()}
    assert names == {
        f"{CASE}.ipynb",
        f"{CASE}.case.json",
        f"{CASE}.answers.json",
        "timestamp.txt",
        "submission_secret.txt",
    }
    notebook = json.loads((cohort.autograded(CASE, codes[0]) / f"{CASE}.ipynb").read_text("utf-8"))
    assert any(cell.get("outputs") for cell in notebook["cells"])


def test_the_feedback_page_goes_with_the_time_and_secret_that_nbgrader_needs(
    cohort: Cohort, codes: list[str]
) -> None:
    mark(cohort)
    folder = cohort.feedback(CASE, codes[0])
    assert (folder / "submission_secret.txt").read_text() == "s" * 64
    assert (folder / "timestamp.txt").read_text() == "2026-11-21 10:00:00.000000 UTC"
    assert {p.name for p in cohort.feedback(CASE, codes[2]).iterdir()} == {f"{CASE}.html"}


def test_the_time_of_the_hand_in_stands_in_the_gradebook(cohort: Cohort, codes: list[str]) -> None:
    mark(cohort)
    rows = dict(ask(cohort, "select student_id, timestamp from submitted_assignment"))
    assert rows[codes[0]] == "2026-11-21 10:00:00.000000"
    assert rows[codes[2]] is None


def test_what_is_marked_already_is_left(cohort: Cohort, codes: list[str]) -> None:
    mark(cohort)
    page = cohort.feedback(CASE, codes[0]) / f"{CASE}.html"
    before = page.stat().st_mtime_ns
    summary = mark(cohort)
    assert (summary.marked, summary.unchanged) == (0, 3)
    assert page.stat().st_mtime_ns == before


def test_a_file_that_went_missing_is_written_again(cohort: Cohort, codes: list[str]) -> None:
    mark(cohort)
    before = files(cohort)
    (cohort.feedback(CASE, codes[1]) / f"{CASE}.html").unlink()
    assert mark(cohort).marked == 1
    assert files(cohort) == before


def test_marking_all_again_gives_the_same_rows_and_bytes(cohort: Cohort, codes: list[str]) -> None:
    mark(cohort)
    before = everything(cohort)
    assert mark(cohort, all_again=True, at_once=2).marked == len(codes)
    assert everything(cohort) == before


def test_another_hand_in_of_the_same_learner_is_marked_and_the_old_marks_are_kept(
    cohort: Cohort, codes: list[str]
) -> None:
    mark(cohort)
    hand_in(cohort, codes[1], sheet(key(cohort).key_answers()), "2026-11-22 10:00:00.000000 UTC")
    old = grades(cohort, codes[1])["charge-mark"][0]
    assert mark(cohort).marked == 1
    assert grades(cohort, codes[1])["charge-mark"] == (3.0, None, False)
    kept = ask(
        cohort,
        "select student_id, auto_score, edition from benchbook_history where cell = 'charge-mark'",
    )
    assert kept == [(codes[1], old, 1)]


def test_no_row_is_stale_where_the_next_hand_in_has_no_sheet(
    cohort: Cohort, codes: list[str]
) -> None:
    mark(cohort)
    (cohort.submitted(CASE, codes[0]) / f"{CASE}.answers.json").unlink()
    mark(cohort)
    autos = {row[0] for cell, row in grades(cohort, codes[0]).items() if cell.endswith("-mark")}
    assert autos == {0.0}
    assert not (cohort.autograded(CASE, codes[0]) / f"{CASE}.answers.json").exists()


def test_points_given_by_hand_stay_done_while_the_ruling_is_the_same(
    cohort: Cohort, codes: list[str]
) -> None:
    mark(cohort)
    give(cohort, codes[0], CRITERION, 3.0)
    answers = {**key(cohort).key_answers(), "charge": None}
    hand_in(cohort, codes[0], sheet(answers))
    mark(cohort)
    assert grades(cohort, codes[0])[CRITERION] == (None, 3.0, False)
    mark(cohort, all_again=True)
    assert grades(cohort, codes[0])[CRITERION] == (None, 3.0, False)


def test_points_given_by_hand_wait_for_a_person_again_when_the_ruling_is_another(
    cohort: Cohort, codes: list[str]
) -> None:
    mark(cohort)
    give(cohort, codes[0], CRITERION, 3.0)
    hand_in(
        cohort, codes[0], sheet({**key(cohort).key_answers(), "ruling": {"text": "Acquitted."}})
    )
    mark(cohort)
    assert grades(cohort, codes[0])[CRITERION] == (None, 3.0, True)
    mark(cohort, all_again=True)
    assert grades(cohort, codes[0])[CRITERION] == (None, 3.0, True)


def test_points_given_by_hand_over_those_of_the_key_are_kept_and_to_be_looked_at(
    cohort: Cohort, codes: list[str]
) -> None:
    mark(cohort)
    give(cohort, codes[1], "charge-mark", 1.5)
    mark(cohort, all_again=True)
    assert grades(cohort, codes[1])["charge-mark"][1:] == (1.5, True)
    assert "1.5" in (cohort.feedback(CASE, codes[1]) / f"{CASE}.html").read_text("utf-8")


def test_only_those_named_are_marked(cohort: Cohort, codes: list[str]) -> None:
    typed = f" {codes[1][:4].lower()}-{codes[1][4:].lower()} "
    status, told = run(cohort, "--only", codes[0], "--only", typed)
    assert status == 0
    assert "Marked 2 of night-shift" in told
    assert not cohort.autograded(CASE, codes[2]).exists()


def test_naming_one_without_a_hand_in_is_told_and_nothing_is_marked(
    cohort: Cohort, codes: list[str], people: list[Person]
) -> None:
    status, told = run(cohort, "--only", codes[0], "--only", people[5].code)
    assert status == 2
    assert f"There is no hand-in for “{CASE}” from {people[5].code}" in told
    assert files(cohort) == {}


@pytest.mark.usefixtures("codes")
def test_a_late_hand_in_is_marked_and_told(cohort: Cohort) -> None:
    ask(cohort, "update assignment set duedate = '2026-11-20 08:00:00.000000'")
    status, told = run(cohort)
    assert status == 0
    assert told.count("1 day late") == 2
    assert "1 day late" in run(cohort)[1]


def test_a_case_that_is_not_released_is_told(cohort: Cohort) -> None:
    with pytest.raises(UsageError, match="Run “benchbook cohort release open-door”"):
        mark(cohort, case="open-door")


def test_a_second_marker_at_the_same_time_is_told_to_wait(cohort: Cohort, codes: list[str]) -> None:
    with FileLock(cohort.root / LOCK):
        status, told = run(cohort)
    assert status == 2
    assert "Wait until it has finished" in told
    assert files(cohort) == {}
    assert run(cohort)[0] == 0
    assert len(codes) == 3


def _mark_in_a_loop(cohort: Cohort, times: int) -> None:
    for _ in range(times):
        mark(cohort, all_again=True, at_once=2)


def test_points_that_formgrader_writes_while_marking_runs_are_never_lost(
    cohort: Cohort, codes: list[str]
) -> None:
    mark(cohort)
    context = multiprocessing.get_context("fork")
    marker = context.Process(target=_mark_in_a_loop, args=(cohort, 15))
    marker.start()
    given = 0.0
    while marker.is_alive():
        given = given % 4 + 0.25
        give(cohort, codes[0], CRITERION, given)
        assert grades(cohort, codes[0])[CRITERION][1] == given
    marker.join()
    assert marker.exitcode == 0
    assert grades(cohort, codes[0])[CRITERION] == (None, given, False)


@pytest.fixture
def nothing_starts() -> Iterator[None]:
    """Let any start of a process, whoever asks for it, raise."""
    on = [True]
    started = {"subprocess.Popen", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn",
               "os.spawn", "os.startfile", "os.system", "pty.spawn"}  # fmt: skip

    def refuse(event: str, _: Any) -> None:
        if on[0] and event in started:
            raise AssertionError(f"{event} was called")

    sys.addaudithook(refuse)
    yield
    on[0] = False


@pytest.mark.usefixtures("nothing_starts")
def test_marking_a_cohort_starts_no_process_and_no_kernel(
    cohort: Cohort, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a kernel was started")

    monkeypatch.setattr("jupyter_client.manager.KernelManager.start_kernel", refuse)
    monkeypatch.setattr("jupyter_client.manager.AsyncKernelManager.start_kernel", refuse)
    monkeypatch.setattr("nbclient.client.NotebookClient.execute", refuse)
    assert run(cohort)[0] == 0
    assert len(grades(cohort, codes[0])) == 14


def test_no_notebook_of_a_learner_is_opened(cohort: Cohort, codes: list[str]) -> None:
    for code in codes:
        (cohort.submitted(CASE, code) / f"{CASE}.ipynb").chmod(0)
        (cohort.submitted(CASE, code) / f"{CASE}.ipynb").unlink()
    assert mark(cohort).marked == len(codes)


def test_nbgraders_own_tables_have_the_columns_that_marking_writes() -> None:
    from nbgrader import api

    for model, ours in ((api.Grade, GRADE), (api.Comment, COMMENT), (api.BaseCell, BASE_CELL),
                        (api.SubmittedAssignment, SUBMISSION)):  # fmt: skip
        assert {c.name for c in ours.c} <= {c.name for c in model.__table__.columns}
        assert model.__tablename__ == ours.name


def test_a_gradebook_that_is_not_one_is_told(cohort: Cohort, codes: list[str]) -> None:
    (cohort.root / "gradebook.db").write_bytes(b"not a gradebook at all" * 100)
    status, told = run(cohort)
    assert status == 2
    assert "The gradebook could not be used" in told
    assert len(codes) < AT_ONCE


def test_a_gradebook_that_is_missing_is_told_and_none_is_made(cohort: Cohort) -> None:
    (cohort.root / "gradebook.db").unlink()
    status, told = run(cohort)
    assert status == 2
    assert "gradebook.db is not there" in told
    assert not (cohort.root / "gradebook.db").exists()


def test_the_gradebook_gives_the_same_key_for_the_same_row() -> None:
    from benchbook.cohort.gradebook.database import row_id

    assert row_id("a") == row_id("a") != row_id("b")
