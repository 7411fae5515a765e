"""The answer sheet: at once, whole, restored, and never over one that cannot be read."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from benchbook.answers import Sheet, SheetFile, sheet_name
from benchbook.answers.sheet import KEPT_EARLIER
from benchbook.answers.sheet_file import read_sheet
from benchbook.errors import SheetError

ANSWER = {"option": "a"}


def test_an_answer_is_on_disk_when_record_returns(tmp_path: Path) -> None:
    SheetFile(tmp_path, "night-shift").record("charge", ANSWER)
    assert read_sheet(tmp_path / sheet_name("night-shift")).standing() == {"charge": ANSWER}


def test_a_sheet_is_restored_when_it_is_opened_again(tmp_path: Path) -> None:
    SheetFile(tmp_path, "night-shift").record("charge", ANSWER)
    assert SheetFile(tmp_path, "night-shift").sheet.standing() == {"charge": ANSWER}


def test_of_two_pages_the_later_change_stands_and_the_earlier_is_kept(tmp_path: Path) -> None:
    one, two = SheetFile(tmp_path, "c"), SheetFile(tmp_path, "c")
    one.record("q", {"option": "a"}, "tab-one")
    two.record("q", {"option": "b"}, "tab-two")
    entry = read_sheet(one.path).answers["q"]
    assert entry.answer == {"option": "b"}
    assert [e.answer for e in entry.earlier] == [{"option": "a"}]


def test_another_page_does_not_undo_what_it_has_not_seen(tmp_path: Path) -> None:
    one, two = SheetFile(tmp_path, "c"), SheetFile(tmp_path, "c")
    one.record("first", ANSWER, "tab-one")
    two.record("second", ANSWER, "tab-two")
    assert set(read_sheet(one.path).standing()) == {"first", "second"}


def test_the_same_page_keeps_no_trail_of_its_own_changes(tmp_path: Path) -> None:
    sheet = SheetFile(tmp_path, "c")
    for option in "abc":
        sheet.record("q", {"option": option}, "tab")
    assert read_sheet(sheet.path).answers["q"].earlier == []


def test_a_cleared_answer_no_longer_stands(tmp_path: Path) -> None:
    sheet = SheetFile(tmp_path, "c")
    sheet.record("q", ANSWER)
    sheet.record("q", None)
    assert read_sheet(sheet.path).standing() == {}


def test_the_trail_of_earlier_answers_is_bounded(tmp_path: Path) -> None:
    sheet = SheetFile(tmp_path, "c")
    for n in range(KEPT_EARLIER + 10):
        sheet.record("q", {"option": f"o{n}"}, f"tab-{n}")
    assert len(read_sheet(sheet.path).answers["q"].earlier) == KEPT_EARLIER


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"not json",
        b"[]",
        b'{"format": 2, "of": "c"}',
        b'{"of": "c", "answers": 3}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
    ids=[
        "empty",
        "not-json",
        "a-list",
        "newer-format",
        "wrong-answers",
        "not-utf8",
        "deeply-nested",
    ],
)
def test_a_damaged_sheet_is_set_aside_untouched_and_told(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / sheet_name("c")
    path.write_bytes(damage)
    sheet = SheetFile(tmp_path, "c")
    aside = list(tmp_path.glob("c.answers.set-aside-*.json"))
    assert [p.read_bytes() for p in aside] == [damage]
    assert aside[0].name in sheet.notice
    sheet.record("q", ANSWER)
    assert read_sheet(path).standing() == {"q": ANSWER}


def test_a_sheet_of_another_case_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / sheet_name("c")).write_text(Sheet(of="other").model_dump_json())
    assert "belongs to “other”" in SheetFile(tmp_path, "c").notice


def test_a_sheet_of_an_older_edition_is_read(tmp_path: Path) -> None:
    SheetFile(tmp_path, "c", edition=1).record("q", ANSWER)
    assert SheetFile(tmp_path, "c", edition=2).sheet.standing() == {"q": ANSWER}


def test_a_sheet_larger_than_any_can_be_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    path.write_bytes(b" " * 4_000_001)
    with pytest.raises(SheetError, match="larger than any answer sheet"):
        read_sheet(path)


def test_a_handed_in_sheet_takes_no_change(tmp_path: Path) -> None:
    sheet = SheetFile(tmp_path, "c")
    sheet.record("q", ANSWER)
    when = sheet.hand_in()
    with pytest.raises(SheetError, match="handed in"):
        sheet.record("q", {"option": "b"})
    assert sheet.hand_in() == when
    assert read_sheet(sheet.path).standing() == {"q": ANSWER}


def test_start_again_opens_an_empty_sheet_and_keeps_the_old_answers(tmp_path: Path) -> None:
    sheet = SheetFile(tmp_path, "c")
    sheet.record("q", ANSWER)
    sheet.hand_in()
    sheet.start_again()
    kept = read_sheet(sheet.path)
    assert (kept.state, kept.standing()) == ("open", {})
    assert kept.attempts[0].answers["q"].answer == ANSWER


def test_a_folder_that_cannot_be_written_says_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = SheetFile(tmp_path, "c")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    # A full disk cannot be made here without harming the machine; the system call is made to fail.
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        SheetError, match=r"could not be written to “c\.answers\.json”: No space left"
    ):
        sheet.record("q", ANSWER)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_never_finds_half_a_sheet(tmp_path: Path) -> None:
    sheet = SheetFile(tmp_path, "c")
    sheet.record("q", {"text": "x" * 20_000})
    stop = threading.Event()
    broken: list[str] = []

    def read() -> None:
        while not stop.is_set():
            try:
                json.loads(sheet.path.read_bytes())
            except ValueError as error:
                broken.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(100):
        sheet.record("q", {"text": str(n) * 20_000})
    stop.set()
    reader.join()
    assert broken == []
