"""Reading a sheet that anybody may have made: a sheet, or one sentence, and never more than a sheet."""

from __future__ import annotations

import json
import os
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from benchbook.answers import Sheet
from benchbook.answers.reading import MAX_BYTES, parse_sheet, plain, read_sheet
from benchbook.errors import SheetError

WHOLE = {"format": 1, "of": "c", "answers": {"q": {"answer": {"option": "a"}, "changed": "now"}}}
posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no such file on Windows")


def text(**other: Any) -> bytes:
    return json.dumps({**WHOLE, **other}).encode()


def answer(written: str) -> bytes:
    """Return a sheet in which `written` stands for the option that was chosen."""
    return text().replace(b'"a"', written.encode())


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "It is empty."),
        (b" \n\t", "It is empty."),
        (text()[:40], "It breaks off before its end."),
        (b"[" * 100_000, "nested more deeply"),
        (answer('{"x":' * 500 + "1" + "}" * 500), "nested more deeply"),
        (answer("[" * 50_000 + "]" * 50_000), "nested more deeply"),
        ("é".encode("latin-1") + text(), "not text in UTF-8"),
        (text().decode().encode("utf-16"), "not text in UTF-8"),
        (answer('"\xe9"').decode().encode("latin-1"), "not text in UTF-8"),
        (answer('"\\ud800"'), "does not have the form"),
        (answer('"a", "option": "b"'), "says “option” twice"),
        (b'{"format": 1, ' + text()[1:], "says “format” twice"),
        (answer("NaN"), "holds “NaN”, which is not a number"),
        (answer("-Infinity"), "holds “-Infinity”, which is not a number"),
        (answer("1e999"), "too large"),
        (answer("1" * 5000), "does not have the form"),
        (text(format=2, news={}), "made by a newer Benchbook than this one. Update Benchbook"),
        (text(format=True), "look at “format”"),
        (text(format="1"), "look at “format”"),
        (text(of=7), "look at “of”"),
        (text(answers=[]), "look at “answers”"),
        (text(answers={"q": {"answer": "a", "changed": "now"}}), "look at “answers.q.answer”"),
        (text(edition="first"), "look at “edition”"),
        (text(surprise=1), "look at “surprise”"),
        (b"[]", "does not have the form of an answer sheet."),
        (b"null", "does not have the form of an answer sheet."),
        (b"not json", "does not have the form"),
        (text() + text(), "does not have the form"),
        (b"PK\x03\x04", "does not have the form"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)
def test_what_is_not_a_sheet_is_refused_with_a_sentence(
    tmp_path: Path, raw: bytes, sentence: str
) -> None:
    path = tmp_path / "c.answers.json"
    path.write_bytes(raw)
    with pytest.raises(SheetError) as caught:
        read_sheet(path)
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")
    assert str(tmp_path) not in str(caught.value)


def test_a_whole_sheet_is_read() -> None:
    assert parse_sheet(text()).standing() == {"q": {"option": "a"}}


def test_every_sheet_that_we_write_is_read() -> None:
    sheet = Sheet(of="c", edition=3)
    sheet.record("q", {"text": '\x00 \u2028 é 🙂 \\ " </script>'}, "now", "tab")
    sheet.record("q", {"n": [1.5, None, True, {"deep": []}]}, "later", "other-tab")
    sheet.start_again("end")
    assert parse_sheet(sheet.model_dump_json(indent=1).encode()) == sheet


def test_a_file_of_a_hundred_megabytes_is_never_read(tmp_path: Path) -> None:
    path = tmp_path / "c.answers.json"
    with path.open("wb") as file:
        file.write(text())
        file.truncate(100_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(SheetError, match="larger than any answer sheet"):
            read_sheet(path)
        assert tracemalloc.get_traced_memory()[1] < MAX_BYTES
    finally:
        tracemalloc.stop()


@posix
def test_a_sheet_that_is_a_link_is_refused_wherever_it_points(tmp_path: Path) -> None:
    (tmp_path / "own").write_bytes(text())
    for target in ("own", "/etc/passwd", "/dev/zero", "missing", "link"):
        link = tmp_path / "link"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        with pytest.raises(SheetError, match="is a link"):
            read_sheet(link)


@posix
def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "pipe", tmp_path / "folder", Path("/dev/zero"), Path("/dev/tty")):
        with pytest.raises(SheetError, match=r"folder or a device|cannot be read"):
            read_sheet(path)


def test_a_folder_in_the_place_of_a_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError):
        read_sheet(tmp_path)


def test_a_sheet_that_is_not_there_is_told_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=r"^It cannot be read: no such file or directory\.$"):
        read_sheet(tmp_path / "none.json")


def test_what_a_sheet_says_is_cut_and_cleaned_before_it_stands_in_a_sentence() -> None:
    assert plain("a\x00b\x1b[31mc\n") == "a\ufffdb\ufffd[31mc\ufffd"
    assert len(plain("x" * 10_000)) == 60


def test_a_sheet_of_ten_answers_is_read_in_a_fraction_of_a_millisecond(tmp_path: Path) -> None:
    sheet = Sheet(of="c", edition=1)
    for n in range(9):
        sheet.record(
            f"q-{n}", {"elements": {"act": {"verdict": "made-out", "passages": ["a"]}}}, "now"
        )
    sheet.record("ruling", {"text": "A reasoned text. " * 200}, "now")
    path = tmp_path / "c.answers.json"
    path.write_text(sheet.model_dump_json(indent=1), encoding="utf-8")
    best = min(seconds(path) for _ in range(500))
    assert best < 0.0003


def seconds(path: Path) -> float:
    start = time.perf_counter()
    read_sheet(path)
    return time.perf_counter() - start
