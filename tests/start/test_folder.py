"""The learner's folder: prepared, brought up to date, and the learner's own files left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchbook.answers import SheetFile
from benchbook.errors import UsageError
from benchbook.start import prepare

CASE = "cases/night-shift"
LESSON = "02 Act, means and purpose/definition.ipynb"


def test_a_first_start_lays_out_lessons_cases_and_the_start_page(tmp_path: Path) -> None:
    prepare(tmp_path)
    for name in (
        "start.ipynb",
        LESSON,
        f"{CASE}/night-shift.ipynb",
        f"{CASE}/night-shift.case.json",
    ):
        assert (tmp_path / name).is_file()


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    prepare(tmp_path)
    assert prepare(tmp_path).written == []


def test_a_second_start_keeps_every_answer(tmp_path: Path) -> None:
    prepare(tmp_path)
    sheet = SheetFile(tmp_path / CASE, "night-shift")
    sheet.record("charge", {"option": "a"})
    before = sheet.path.read_bytes()
    prepare(tmp_path)
    assert sheet.path.read_bytes() == before


def test_a_newer_course_replaces_a_notebook_and_no_sheet(tmp_path: Path) -> None:
    prepare(tmp_path)
    sheet = SheetFile(tmp_path / CASE, "night-shift")
    sheet.record("charge", {"option": "a"})
    record = tmp_path / ".benchbook" / "made.json"
    notebook = tmp_path / LESSON
    older = notebook.read_text(encoding="utf-8").replace("persons", "people")
    notebook.write_text(older, encoding="utf-8")
    # The folder as an older course left it: what it made is on record as its own.
    import hashlib

    made = json.loads(record.read_text(encoding="utf-8"))
    made["files"][LESSON] = hashlib.sha256(notebook.read_bytes()).hexdigest()
    record.write_text(json.dumps(made), encoding="utf-8")
    assert prepare(tmp_path).written == [LESSON]
    assert sheet.sheet.standing() == {"charge": {"option": "a"}}


def test_a_file_of_the_learners_own_in_the_way_is_kept_and_told(tmp_path: Path) -> None:
    mine = tmp_path / LESSON
    mine.parent.mkdir(parents=True)
    mine.write_text("my notes", encoding="utf-8")
    assert prepare(tmp_path).kept == [LESSON]
    assert mine.read_text(encoding="utf-8") == "my notes"


def test_the_learners_copy_holds_no_mark_scheme(tmp_path: Path) -> None:
    prepare(tmp_path)
    assert "MARK SCHEME" not in (tmp_path / CASE / "night-shift.ipynb").read_text(encoding="utf-8")


def test_the_learners_copy_links_each_citation_to_its_source(tmp_path: Path) -> None:
    prepare(tmp_path)
    text = (tmp_path / LESSON).read_text(encoding="utf-8")
    assert "](cite:" not in text
    assert "](#source-protocol-art-3-b)" in text


def test_a_folder_that_cannot_be_made_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"Choose another with --folder\."):
        prepare(tmp_path / "file" / "Benchbook")
