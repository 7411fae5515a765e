"""Feedback goes back: to whom, with what beside it, under what name, and to whom not yet."""

from __future__ import annotations

import re
import shutil
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from benchbook.answers import sheet_name
from benchbook.cli import app
from benchbook.cohort.folder import Cohort, find_cohort
from benchbook.cohort.people import Person, read_people, write_people
from benchbook.cohort.returning.giving_back import copy_to, make_feedback, page_of, release
from benchbook.cohort.returning.page_names import Names
from benchbook.errors import UsageError

from . import marks
from .conftest import CASE

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def ready(made: Cohort, tmp_path_factory: pytest.TempPathFactory) -> tuple[Cohort, list[str]]:
    """Give a cohort with four hand-ins: finished, waiting for a person, without sheet, not marked."""
    root = tmp_path_factory.mktemp("ready") / "workshop"
    shutil.copytree(made.root, root)
    cohort = find_cohort(root)
    found = sorted(read_people(cohort))[:4]
    key = marks.case_of(cohort).key_answers()
    marks.hand_in(cohort, found[0], key, secret=True)
    marks.hand_in(cohort, found[1], marks.case_of(cohort).near_miss_answers())
    marks.hand_in(cohort, found[2], None)
    marks.hand_in(cohort, found[3], key)
    marks.mark(cohort, *found[:3])
    marks.give_all(cohort, found[0], 3.0, "Well reasoned & clear.")
    marks.give(cohort, found[1], {"ruling-separates": 1.0})
    return cohort, found


@pytest.fixture
def cohort(ready: tuple[Cohort, list[str]], tmp_path: Path) -> Cohort:
    """Give a copy of that cohort."""
    shutil.copytree(ready[0].root, tmp_path / "workshop")
    return find_cohort(tmp_path / "workshop")


@pytest.fixture
def codes(ready: tuple[Cohort, list[str]]) -> list[str]:
    """Give the codes of the four."""
    return ready[1]


def said(result: Any) -> str:
    return " ".join(result.output.split())


def nobody_is_nameless(cohort: Cohort) -> None:
    people = read_people(cohort).values()
    filled = [Person(p.code, p.name, f"{p.code}@example.org", "", f"user.{p.code}") for p in people]
    write_people(cohort, {p.code: p for p in filled})


def html(cohort: Cohort, code: str) -> str:
    return (cohort.feedback(CASE, code) / f"{CASE}.html").read_text(encoding="utf-8")


def test_a_page_holds_the_marks_and_comments_that_a_person_gave(
    cohort: Cohort, codes: list[str]
) -> None:
    make_feedback(cohort, CASE)
    page = html(cohort, codes[0])
    assert "68 of 74 points" in page
    assert page.count("Well reasoned &amp; clear.") == 6


def test_no_page_holds_a_name_or_anything_else_of_the_list_of_people(
    cohort: Cohort, codes: list[str]
) -> None:
    make_feedback(cohort, CASE)
    for code in codes[:3]:
        for person in read_people(cohort).values():
            for word in filter(None, (person.name, person.email, person.username)):
                assert not re.search(rf"\b{re.escape(word)}\b", html(cohort, code))


def test_pages_with_missing_marks_are_named_and_not_given_back(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    told = make_feedback(cohort, CASE)
    assert len(told.waiting[codes[1]]) == 5
    copy_to(cohort, told, Names(), tmp_path / "out", unfinished=False)
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        f"{CASE}--{codes[0]}.html",
        f"{CASE}--{codes[2]}.html",
    }


def test_unfinished_pages_go_back_when_that_is_asked_for(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    told = make_feedback(cohort, CASE)
    copy_to(cohort, told, Names(), tmp_path / "out", unfinished=True)
    page = (tmp_path / "out" / f"{CASE}--{codes[1]}.html").read_text(encoding="utf-8")
    assert "so far" in page


def test_a_hand_in_that_is_not_marked_gets_no_page_and_is_named(
    cohort: Cohort, codes: list[str]
) -> None:
    told = make_feedback(cohort, CASE)
    assert told.unmarked == [codes[3]]
    assert not cohort.feedback(CASE, codes[3]).exists()


def test_a_hand_in_newer_than_its_marks_gets_no_page_and_is_named(
    cohort: Cohort, codes: list[str]
) -> None:
    marks.hand_in(cohort, codes[0], marks.case_of(cohort).near_miss_answers())
    assert make_feedback(cohort, CASE).older == [codes[0]]


def test_a_hand_in_without_sheet_is_told_with_its_reason(cohort: Cohort, codes: list[str]) -> None:
    told = make_feedback(cohort, CASE)
    assert told.problems == {codes[2]: "There is no answer sheet in this hand-in."}
    assert "hand in again" in html(cohort, codes[2])


def test_what_nbgrader_needs_lies_beside_the_page_where_it_came_with_the_hand_in(
    cohort: Cohort, codes: list[str]
) -> None:
    told = make_feedback(cohort, CASE)
    folder = cohort.feedback(CASE, codes[0])
    assert (folder / "timestamp.txt").read_text(encoding="utf-8") == marks.TIMESTAMP
    assert (folder / "submission_secret.txt").read_text(encoding="utf-8") == marks.SECRET
    assert told.without_secret == codes[1:3]


def test_the_secret_of_an_older_hand_in_does_not_stay(cohort: Cohort, codes: list[str]) -> None:
    make_feedback(cohort, CASE)
    marks.hand_in(cohort, codes[0], marks.case_of(cohort).key_answers())
    assert codes[0] in make_feedback(cohort, CASE).without_secret
    assert not (cohort.feedback(CASE, codes[0]) / "submission_secret.txt").exists()


def test_a_secret_that_is_a_link_is_not_followed(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.write_text("private", encoding="utf-8")
    secret = cohort.submitted(CASE, codes[0]) / "submission_secret.txt"
    secret.unlink()
    secret.symlink_to(outside)
    assert codes[0] in make_feedback(cohort, CASE).without_secret


def test_another_user_of_the_server_can_read_a_page_that_was_released(
    cohort: Cohort, codes: list[str]
) -> None:
    make_feedback(cohort, CASE)
    mode = (cohort.feedback(CASE, codes[0]) / f"{CASE}.html").stat().st_mode
    assert stat.S_IMODE(mode) == 0o644


def test_a_criterion_that_waits_again_loses_its_points_on_the_page(
    cohort: Cohort, codes: list[str]
) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(cohort.db_url) as gradebook:
        grade = gradebook.find_grade("ruling-separates", CASE, CASE, codes[0])
        grade.needs_manual_grade = True
        gradebook.db.commit()
    told = make_feedback(cohort, CASE)
    assert told.waiting[codes[0]] == ["ruling-separates"]
    assert "15 of 24 so far" in html(cohort, codes[0])


def test_making_pages_again_gives_the_same_bytes(cohort: Cohort, codes: list[str]) -> None:
    make_feedback(cohort, CASE)
    before = html(cohort, codes[0])
    make_feedback(cohort, CASE)
    assert html(cohort, codes[0]) == before == page_of(cohort, CASE, codes[0])


@pytest.mark.parametrize("by", ["username", "email"])
def test_pages_are_named_after_the_list_of_people_when_that_is_asked_for(
    cohort: Cohort, codes: list[str], tmp_path: Path, by: Any
) -> None:
    nobody_is_nameless(cohort)
    copy_to(cohort, make_feedback(cohort, CASE), Names(by), tmp_path / "out", unfinished=True)
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {f"{getattr(read_people(cohort)[c], by)}.html" for c in codes[:3]}


def test_who_has_no_user_name_is_told_and_nothing_is_written(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    everybody = read_people(cohort)
    nameless = codes[0]
    write_people(cohort, {**everybody, nameless: Person(nameless, "Máire")})
    told = make_feedback(cohort, CASE)
    with pytest.raises(UsageError, match=f"no username for {nameless}"):
        copy_to(cohort, told, Names("username"), tmp_path / "out", unfinished=False)
    assert not (tmp_path / "out").exists()


def test_pages_for_moodle_are_named_as_its_bulk_upload_wants_them(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    for n, code in enumerate(codes[:3]):
        folder = tmp_path / "down" / f"Ana Žukė_{4000 + n}_assignsubmission_file_"
        folder.mkdir(parents=True)
        (folder / f"{CASE}--{code}.zip").touch()
    told = make_feedback(cohort, CASE)
    copy_to(cohort, told, Names(like=tmp_path / "down"), tmp_path / "out", unfinished=True)
    names = sorted(p.relative_to(tmp_path / "out").as_posix() for p in tmp_path.glob("out/*/*"))
    assert names == [
        f"Ana Žukė_{4000 + n}_assignsubmission_file_/{CASE}-feedback.html" for n in range(3)
    ]


def test_pages_for_canvas_keep_the_names_it_gave(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    (tmp_path / "down").mkdir()
    names = [
        f"zukeana_{31 + n}_{n + 900}_{CASE}--{code}{'-1' * n}.zip"
        for n, code in enumerate(codes[:2])
    ]
    for name in names:
        (tmp_path / "down" / name).touch()
    marks.give_all(cohort, codes[1])
    told = make_feedback(cohort, CASE)
    told.pages.remove(codes[2])
    copy_to(cohort, told, Names(like=tmp_path / "down"), tmp_path / "out", unfinished=False)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(names)
    with zipfile.ZipFile(tmp_path / "out" / names[0]) as archive:
        assert archive.read(f"{CASE}-feedback.html").decode() == html(cohort, codes[0])


def test_a_learner_without_a_downloaded_hand_in_is_told(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    (tmp_path / "down").mkdir()
    told = make_feedback(cohort, CASE)
    with pytest.raises(UsageError, match=f"No hand-in of {codes[0]}"):
        copy_to(cohort, told, Names(like=tmp_path / "down"), tmp_path / "out", unfinished=False)


def test_a_cohort_without_exchange_is_told_what_to_do_instead(cohort: Cohort) -> None:
    with pytest.raises(UsageError, match="Name a folder with --to"):
        release(cohort, make_feedback(cohort, CASE), unfinished=False)


def test_a_case_that_was_not_released_is_told(cohort: Cohort) -> None:
    with pytest.raises(UsageError, match="“open-door” was not released to this cohort"):
        make_feedback(cohort, "open-door")


def test_a_folder_that_cannot_be_written_is_told(cohort: Cohort, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    told = make_feedback(cohort, CASE)
    with pytest.raises(UsageError, match="could not be written to"):
        copy_to(cohort, told, Names(), tmp_path / "out", unfinished=False)


def test_the_command_tells_of_each_hand_in_what_is_missing(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = ["feedback", CASE, "--cohort", str(cohort.root), "--to", str(out)]
    told = said(CliRunner().invoke(app, arguments, catch_exceptions=False))
    assert f"Not marked yet: {codes[3]}. Run “benchbook mark {CASE}” first." in told
    assert f"{codes[1]}: 5 mark(s) wait for a person in formgrader." in told
    assert f"{codes[2]}: There is no answer sheet in this hand-in." in told
    assert "Copied 2 page(s)" in told


def test_a_damaged_sheet_stops_no_other_page(cohort: Cohort, codes: list[str]) -> None:
    sheet = cohort.submitted(CASE, codes[1]) / sheet_name(CASE)
    sheet.write_bytes(b'{"of": "night-shift", "answers": \xff')
    marks.mark(cohort, codes[1])
    told = make_feedback(cohort, CASE)
    assert codes[0] in told.ready(unfinished=False)
    assert "could not be read" in told.problems[codes[1]]
