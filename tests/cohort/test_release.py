"""Releasing a case: the hand-out, the date, and that nobody's answers lose their ground."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from benchbook.casebook.case import Case
from benchbook.casebook.contents import Library
from benchbook.casebook.yaml_file import YamlFile
from benchbook.cli import app
from benchbook.cohort.folder import Cohort
from benchbook.cohort.gradebook.enrolment import open_gradebook
from benchbook.cohort.new import new_cohort
from benchbook.cohort.people import Person
from benchbook.cohort.releasing import release as release_module
from benchbook.cohort.releasing.release import Released, due_date, release_case
from benchbook.errors import ContentError, Problem, UsageError
from benchbook.notebooks.learner_copy import learner_copy
from benchbook.notebooks.prepare import provisions_json
from benchbook.places import course_root

from .conftest import CASE

pytestmark = pytest.mark.long


def learners_files(cohort: Cohort) -> dict[str, bytes]:
    """Return what learners are given, and what their hand-ins are laid beside."""
    places = ("handout", "release", "source")
    paths = [p for place in places for p in (cohort.root / place).rglob("*") if p.is_file()]
    return {p.relative_to(cohort.root).as_posix(): p.read_bytes() for p in paths}


def assignment(cohort: Cohort) -> Any:
    with open_gradebook(cohort) as gradebook:
        found = gradebook.find_assignment(CASE)
        return found.duedate, [n.name for n in found.notebooks], found.max_score


def hand_in(cohort: Cohort, code: str) -> None:
    shutil.copytree(cohort.released(CASE), cohort.submitted(CASE, code))


@pytest.fixture
def edited(tmp_path: Path, library: Library) -> Callable[..., Library]:
    """Give a function that returns the course with the case changed, in a private folder."""

    def edit(*changes: tuple[str, str], edition: int = 2) -> Library:
        folder = tmp_path / "private"
        folder.mkdir(exist_ok=True)
        text = (course_root() / "assessments" / "cases" / f"{CASE}.yaml").read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        if edition > 1:
            head, sep, rest = text.partition("editions:\n")
            first, _, after = rest.partition("\nuse:")
            more = "".join(
                f'\n  - edition: {n}\n    on: 2026-11-2{n}\n    reason: "A test."'
                for n in range(2, edition + 1)
            )
            head = head.replace("edition: 1\n", f"edition: {edition}\n", 1)
            text = f"{head}{sep}{first.rstrip()}{more}\nuse:{after}"
        path = folder / f"{CASE}.yaml"
        path.write_text(text, encoding="utf-8")
        file = YamlFile(path)
        # The rest of the course stays as it was read: reading it again takes seconds.
        return replace(
            library,
            cases_folder=folder,
            cases={**library.cases, CASE: file.read_as(Case)},
            files={**library.files, f"case/{CASE}": file},
        )

    return edit


def test_the_hand_out_holds_the_learners_copies_and_nothing_else(
    made: Cohort, library: Library
) -> None:
    with zipfile.ZipFile(made.root / "handout" / f"{CASE}.zip") as archive:
        assert archive.namelist() == [f"{CASE}/{CASE}.case.json", f"{CASE}/{CASE}.ipynb"]
        notebook = archive.read(f"{CASE}/{CASE}.ipynb").decode()
        questions = archive.read(f"{CASE}/{CASE}.case.json")
    source = course_root() / "assessments" / "source" / CASE
    text = (source / f"{CASE}.ipynb").read_text(encoding="utf-8")
    assert notebook == learner_copy(text, provisions_json(library.registry))
    assert questions == (source / f"{CASE}.case.json").read_bytes()


def test_neither_the_hand_out_nor_the_release_holds_the_key(made: Cohort, library: Library) -> None:
    from benchbook.proof import leaked

    assert list(leaked(library.cases[CASE], made.released(CASE))) == []
    with zipfile.ZipFile(made.root / "handout" / f"{CASE}.zip") as archive:
        assert all(b"MARK SCHEME" not in archive.read(name) for name in archive.namelist())


def test_the_same_case_makes_the_same_hand_out_to_the_byte(
    cohort: Cohort, library: Library
) -> None:
    before = learners_files(cohort)
    shutil.rmtree(cohort.root / "release")
    (cohort.root / "handout" / f"{CASE}.zip").unlink()
    assert release_case(cohort, library, CASE).did == "all"
    assert learners_files(cohort) == before


def test_releasing_the_same_edition_again_does_nothing(cohort: Cohort, library: Library) -> None:
    before = {p: p.stat().st_mtime_ns for p in cohort.root.rglob("*")}
    assert release_case(cohort, library, CASE).did == "nothing"
    assert {p: p.stat().st_mtime_ns for p in cohort.root.rglob("*")} == before


def test_a_date_is_kept_as_nbgrader_keeps_it_and_stays_when_released_again(
    cohort: Cohort, library: Library
) -> None:
    release_case(cohort, library, CASE, due_date("2026-12-01T17:00+02:00"))
    assert assignment(cohort)[0] == datetime(2026, 12, 1, 15, 0)  # noqa: DTZ001 # nbgrader's form
    release_case(cohort, library, CASE)
    assert assignment(cohort)[0] == datetime(2026, 12, 1, 15, 0)  # noqa: DTZ001 # as above


def test_a_time_without_a_zone_is_this_computers() -> None:
    moment = due_date("2026-12-01T17:00")
    assert moment.utcoffset() is not None
    assert moment.replace(tzinfo=None).isoformat() == "2026-12-01T17:00:00"
    assert due_date("2026-12-01 17:00").utcoffset() == moment.utcoffset()
    assert due_date("2026-12-01T17:00Z") == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert due_date("2026-12-01T17:00-05:30").utcoffset() == timedelta(hours=-5.5)


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-12-01", "01.12.2026 17:00", "2026-13-01T17:00"]
)
def test_what_is_no_day_and_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"Write it as 2026-12-01T17:00"):
        due_date(text)


def test_a_case_that_is_not_there_or_for_practice_is_refused(
    cohort: Cohort, library: Library
) -> None:
    with pytest.raises(UsageError, match=r"Graded cases: .*night-shift"):
        release_case(cohort, library, "../night-shift")
    with pytest.raises(UsageError, match="is a practice case"):
        release_case(cohort, library, "open-door")


def test_a_newer_edition_before_anybody_handed_in_is_released_whole(
    cohort: Cohort, edited: Callable[..., Library]
) -> None:
    assert release_case(cohort, edited(), CASE).did == "all"
    assert b'"edition": 2' in learners_files(cohort)[f"release/{CASE}/{CASE}.case.json"]


def test_a_newer_edition_after_a_hand_in_brings_its_key_alone(
    cohort: Cohort, people: list[Person], edited: Callable[..., Library]
) -> None:
    hand_in(cohort, people[0].code)
    before, gradebook = learners_files(cohort), assignment(cohort)
    library = edited()
    done = release_case(cohort, library, CASE)
    assert (done.did, done.edition) == ("key", 2)
    assert learners_files(cohort) == before
    assert assignment(cohort) == gradebook
    key = library.cases_folder / f"{CASE}.yaml"
    assert cohort.key_file(CASE).read_text("utf-8") == key.read_text("utf-8")
    assert release_case(cohort, library, CASE).did == "nothing"


def test_a_hand_in_that_was_only_received_counts_too(
    cohort: Cohort, people: list[Person], edited: Callable[..., Library]
) -> None:
    (cohort.received(CASE, people[0].code) / "20261201T170000-0123abcd").mkdir(parents=True)
    assert release_case(cohort, edited(), CASE).did == "key"


def case_text(library: Library) -> str:
    return (library.cases_folder / f"{CASE}.yaml").read_text("utf-8")


def changes(library: Library) -> dict[str, tuple[tuple[str, str], str]]:
    """Return changes that learners would notice, and the words that name each."""
    case = library.cases[CASE]
    passage = case.exhibits[0].passages[0]
    return {
        "passage": ((f"id: {passage.id}", f"id: {passage.id}-x"), "the passage"),
        "points": (("points: 10\n", "points: 11\n"), "has other points"),
        "question": (("id: consent\n", "id: consent-x\n"), "is not in both"),
        "option": (("id: never-matters\n", "id: never-counts\n"), "are not the same"),
    }


@pytest.mark.parametrize("what", ["passage", "points", "question", "option"])
def test_what_learners_would_notice_is_refused_after_a_hand_in(
    cohort: Cohort,
    people: list[Person],
    library: Library,
    edited: Callable[..., Library],
    what: str,
) -> None:
    change, told = changes(library)[what]
    text = case_text(library)
    if change[0] not in text:
        pytest.fail(f"the case no longer holds {change[0]!r}")
    changed = edited(*[change] * text.count(change[0]))
    hand_in(cohort, people[0].code)
    before, key = learners_files(cohort), cohort.key_file(CASE).read_bytes()
    with pytest.raises(UsageError, match=told):
        release_case(cohort, changed, CASE)
    assert learners_files(cohort) == before
    assert cohort.key_file(CASE).read_bytes() == key


def test_another_key_under_the_same_edition_is_refused_after_a_hand_in(
    cohort: Cohort, people: list[Person], edited: Callable[..., Library]
) -> None:
    changed = edited(("because: ", "because: Indeed. "), edition=1)
    hand_in(cohort, people[0].code)
    with pytest.raises(UsageError, match=r"its edition is still 1\. Raise the edition"):
        release_case(cohort, changed, CASE)


def test_an_older_edition_than_the_cohort_has_is_refused(
    cohort: Cohort, library: Library, edited: Callable[..., Library]
) -> None:
    release_case(cohort, edited(edition=3), CASE)
    with pytest.raises(UsageError, match="in edition 3, and this course only has edition 1"):
        release_case(cohort, library, CASE)


def test_a_file_that_would_be_given_to_learners_by_mistake_is_refused(
    cohort: Cohort, library: Library
) -> None:
    (cohort.root / "source" / CASE / f"{CASE}.answers.json").write_text("{}", encoding="utf-8")
    shutil.rmtree(cohort.released(CASE))
    with pytest.raises(UsageError, match=r"holds “night-shift\.answers\.json”, which learners"):
        release_case(cohort, library, CASE)


@pytest.mark.parametrize("stop_at", ["cohort_api", "hand_out"])
def test_a_stopped_release_can_be_run_again(
    cohort: Cohort, edited: Callable[..., Library], monkeypatch: pytest.MonkeyPatch, stop_at: str
) -> None:
    library = edited()
    with monkeypatch.context() as patch:

        def stop(*_: Any) -> None:
            raise KeyboardInterrupt

        patch.setattr(release_module, stop_at, stop)
        with pytest.raises(KeyboardInterrupt):
            release_case(cohort, library, CASE)
    done: Released = release_case(cohort, library, CASE)
    assert done.did == "all"
    assert b'"edition": 2' in zipfile.ZipFile(done.handout).read(f"{CASE}/{CASE}.case.json")


@pytest.mark.skipif("sys.platform == 'win32'", reason="nbgrader's exchange needs Linux or macOS")
def test_with_an_exchange_learners_can_fetch_the_case_and_it_can_be_released_again(
    tmp_path: Path, edited: Callable[..., Library], library: Library
) -> None:
    roster = tmp_path / "r.csv"
    roster.write_text("name\nAna\n", encoding="utf-8")
    cohort, _ = new_cohort(tmp_path / "w", roster, exchange=str(tmp_path / "ex"))
    release_case(cohort, library, CASE)
    outbound = tmp_path / "ex" / "w" / "outbound" / CASE
    assert {p.name for p in outbound.iterdir()} == {f"{CASE}.ipynb", f"{CASE}.case.json"}
    assert release_case(cohort, library, CASE).did == "nothing"
    assert release_case(cohort, edited(), CASE).did == "all"
    assert b'"edition": 2' in (outbound / f"{CASE}.case.json").read_bytes()


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Give a folder of private cases in which the case and another one have problems."""
    folder = tmp_path / "broken"
    folder.mkdir()
    source = course_root() / "assessments" / "cases"
    text = (source / f"{CASE}.yaml").read_text("utf-8")
    (folder / f"{CASE}.yaml").write_text(
        text.replace("protocol#art-3-b", "protocol#art-99", 1), "utf-8"
    )
    (folder / "draft.yaml").write_text("id: draft\n", encoding="utf-8")
    return folder


def run(cohort: Cohort, *arguments: str) -> Any:
    command = ["cohort", "release", *arguments, "--cohort", str(cohort.root)]
    return CliRunner().invoke(app, command)


def test_a_case_with_a_problem_is_not_released(cohort: Cohort, broken: Path) -> None:
    done = run(cohort, CASE, "--cases", str(broken))
    assert isinstance(done.exception, ContentError)
    assert "art-99" in str(done.exception)
    assert "draft" not in str(done.exception)


def test_a_case_that_cannot_be_read_is_told_by_its_lines(cohort: Cohort, library: Library) -> None:
    problem = Problem("cases/draft.yaml", 3, 'the file has no "title".')
    with pytest.raises(ContentError, match=r"draft\.yaml:3: "):
        release_case(cohort, replace(library, problems=[problem]), "draft")


def test_a_private_case_is_released_beside_a_broken_draft(
    cohort: Cohort, broken: Path, edited: Callable[..., Library]
) -> None:
    folder = edited().cases_folder
    shutil.copy(broken / "draft.yaml", folder)
    done = run(cohort, CASE, "--cases", str(folder), "--due", "2026-12-01T17:00")
    assert done.exit_code == 0, done.output
    assert f"Released {CASE}, edition 2." in done.output
    assert "To be handed in by Tuesday, 01 December 2026, 17:00" in done.output


def test_the_command_says_that_nothing_changed(
    cohort: Cohort, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Reading and checking the course again takes seconds, and other tests do it.
    monkeypatch.setattr("benchbook.commands.cohort._sound", lambda *_: library)
    done = run(cohort, CASE)
    assert "was released already. Nothing changed." in done.output


def test_show_tells_how_far_the_cohort_is(cohort: Cohort, people: list[Person]) -> None:
    hand_in(cohort, people[0].code)
    done = CliRunner().invoke(app, ["cohort", "show", "--cohort", str(cohort.root)])
    assert "Workshop in Vilnius: 12 people" in done.output
    assert f"{CASE}: 1 handed in, 0 marked, 0 with a ruling to mark by hand" in done.output


@pytest.mark.parametrize("name", ["diagnostic", "the-orchard-b"])
def test_a_form_of_a_test_and_a_variant_are_released_like_any_case(
    cohort: Cohort, name: str
) -> None:
    done = run(cohort, name)
    assert done.exit_code == 0, done.output
    assert (cohort.root / "handout" / f"{name}.zip").is_file()
