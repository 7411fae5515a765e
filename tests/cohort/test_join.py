"""A learner joins a workshop and takes a case, once and safely."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchbook.answers import SheetFile, sheet_name
from benchbook.cohort.hand_ins.joining import take
from benchbook.cohort.hand_ins.membership import find_membership
from benchbook.errors import UsageError

from .workshop import CASE, ROOT, code_of, zipped

CODE, OTHER = code_of(0), code_of(1)


def card(place: Path, code: str = CODE, **changes: object) -> Path:
    told = {"format": 1, "cohort": "spring", "title": "Spring", "code": code, "exchange": None}
    path = place / f"{code}.json"
    path.write_text(json.dumps(told | changes))
    return path


def case_zip(place: Path, **more: bytes) -> Path:
    source = ROOT / "assessments" / "source" / CASE
    members = {f"{CASE}/{p.name}": p.read_bytes() for p in source.iterdir()}
    path = place / "anything.zip"
    path.write_bytes(zipped(members | more))
    return path


def test_joining_says_the_workshop_and_whose_code_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "Benchbook"
    told = take(card(tmp_path), folder)
    assert "the workshop “Spring”" in told
    assert f"Your code is {CODE}: it stands for your name." in told
    place = folder / "cases" / CASE
    found = find_membership(place)
    assert found
    assert (found.cohort, found.code, found.exchange) == ("spring", CODE, None)
    assert take(card(tmp_path), folder) == told


@pytest.mark.parametrize("change", [{"code": OTHER}, {"cohort": "autumn", "title": "Autumn"}])
def test_another_workshop_or_code_is_asked_about(tmp_path: Path, change: dict[str, str]) -> None:
    take(card(tmp_path), tmp_path)
    other = card(tmp_path / "..", **{"code": CODE} | change)
    with pytest.raises(UsageError, match="give the command again with --replace"):
        take(other, tmp_path)
    found = find_membership(tmp_path)
    assert found
    assert (found.code, found.cohort) == (CODE, "spring")
    take(other, tmp_path, replace=True)
    found = find_membership(tmp_path)
    assert found
    wanted = {"code": CODE, "cohort": "spring"} | change
    assert (found.code, found.cohort) == (wanted["code"], wanted["cohort"])


def test_a_damaged_membership_gives_way_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "membership.json").write_text("{")
    with pytest.raises(UsageError, match="Ask your instructor for your file again"):
        find_membership(tmp_path)
    take(card(tmp_path), tmp_path)
    assert find_membership(tmp_path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not the file of a workshop"),
        (b"{" * 50_000, "is not the file of a workshop"),
        (b"\xff", "is not the file of a workshop"),
        (b"x" * 200_000, "is not the file of a workshop"),
        (json.dumps({"format": 1, "code": CODE[:-1] + "Z"}).encode(), "is not the file"),
        (json.dumps({"format": 2, "code": CODE}).encode(), "made by a newer Benchbook"),
        (b"PK broken", "is not a case from your instructor"),
        (zipped({"a/x.ipynb": b"{}", "a/json.py": b""}), "does not hold the two files"),
        (zipped({f"../{CASE}/x.ipynb": b"{}"}), "points outside"),
        (zipped({f"{CASE}/{CASE}.ipynb": b"{}", f"{CASE}/{CASE}.case.json": b"{}"}), "damaged"),
    ],
)
def test_a_file_that_is_neither_is_refused_and_nothing_is_written(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "given"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=says):
        take(path, tmp_path / "Benchbook")
    assert not (tmp_path / "Benchbook").exists()


def test_a_case_is_laid_into_the_folder_and_never_over_an_answer_sheet(tmp_path: Path) -> None:
    folder = tmp_path / "Benchbook"
    place = folder / "cases" / CASE
    assert str(place / f"{CASE}.ipynb") in take(case_zip(tmp_path), folder)
    SheetFile(place, CASE).record("charge", {"option": "a"})
    before = (place / sheet_name(CASE)).read_bytes()
    assert "answers you gave before are kept" in take(case_zip(tmp_path), folder)
    assert (place / sheet_name(CASE)).read_bytes() == before
    with pytest.raises(UsageError, match="does not hold the two files"):
        take(case_zip(tmp_path, **{f"{CASE}/{sheet_name(CASE)}": b"{}"}), folder)
    assert (place / sheet_name(CASE)).read_bytes() == before


def test_the_command_joins_and_refuses_in_a_sentence(tmp_path: Path) -> None:
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from benchbook.cli import main; main()", "join"]
        return subprocess.run(
            [*command, *map(str, arguments)], capture_output=True, text=True, check=False
        )

    folder = tmp_path / "Benchbook"
    done = run(card(tmp_path), "--folder", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "membership.json").is_file()
    refused = run(tmp_path / "nowhere.json", "--folder", folder)
    assert refused.returncode == 2
    assert refused.stderr.startswith("There is no file")
