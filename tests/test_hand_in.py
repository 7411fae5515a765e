"""Handing in: the sheet is closed, then handed in, or marked in a process of its own."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

from benchbook.activities.desk import Desk
from benchbook.answers import SheetFile
from benchbook.casebook.case import Case
from benchbook.casebook.yaml_file import read_yaml
from benchbook.cohort.codes import new_code
from benchbook.cohort.hand_ins.membership import Membership, write_membership
from benchbook.cohort.hand_ins.receipt import receipt
from benchbook.errors import UsageError
from benchbook.handing_in import hand_in_control, in_cohort, other_process, sending
from benchbook.marking.self_mark import marked_html, self_mark

ROOT = Path(__file__).resolve().parents[1]
CASE = "night-shift"
CODE = new_code()
T = TypeVar("T")
control: Any = importlib.import_module("benchbook.handing_in.control")


@pytest.fixture(scope="module")
def case() -> Case:
    return read_yaml(ROOT / "assessments" / "cases" / f"{CASE}.yaml", Case)


def test_an_open_sheet_is_not_marked(tmp_path: Path) -> None:
    SheetFile(tmp_path, CASE).record("charge", {"option": "a"})
    with pytest.raises(UsageError, match="still open"):
        self_mark(tmp_path, CASE)


def test_a_closed_sheet_comes_back_marked_as_json_from_another_process(
    tmp_path: Path, case: Case
) -> None:
    sheet = SheetFile(tmp_path, CASE)
    for question, answer in case.key_answers().items():
        sheet.record(question, answer)
    sheet.hand_in()
    command = [sys.executable, "-P", "-m", "benchbook.marking.self_mark", str(tmp_path), CASE]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert "Your marks: 50 of 50 points" in told["html"]


def test_what_comes_back_holds_rubric_and_exemplars_beside_the_ruling(case: Case) -> None:
    html = marked_html(case, case.key_answers())
    ruling = next(q for q in case.questions if q.kind == "ruling")
    for criterion in ruling.criteria:  # type: ignore[attr-defined] # a ruling has criteria
        assert criterion.title.replace("’", "’") in html
    assert "Two rulings to compare yours with" in html


def test_nothing_that_a_learner_wrote_is_html(case: Case) -> None:
    answers = {
        "ruling": {"text": '<script>x</script><img src=x onerror="y">'},
        "charge": {"option": "<b>"},
    }
    html = marked_html(case, answers)
    assert "<script>" not in html
    assert "<img" not in html


def test_a_case_without_key_says_that_the_instructor_marks_it(tmp_path: Path) -> None:
    sheet = SheetFile(tmp_path, "private-case")
    sheet.hand_in()
    with pytest.raises(UsageError, match="Your instructor marks it"):
        self_mark(tmp_path, "private-case")


def test_a_cohorts_card_above_the_case_means_that_the_instructor_marks(tmp_path: Path) -> None:
    place = tmp_path / "cases" / CASE
    place.mkdir(parents=True)
    assert not in_cohort(place)
    (tmp_path / "cohort.json").write_text("{}")
    assert in_cohort(place)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a case in a learner's folder, one question answered."""
    folder = tmp_path / "cases" / CASE
    shutil.copytree(ROOT / "assessments" / "source" / CASE, folder)
    (tmp_path / "start.ipynb").write_text("{}")
    SheetFile(folder, CASE, 1).record("charge", {"option": "a"})
    return folder


class Page:
    """The control of a page, and what a learner does there."""

    def __init__(self, place: Path) -> None:
        public = json.loads((place / f"{CASE}.case.json").read_text(encoding="utf-8"))
        self.desk = Desk(place, public)
        self.made: Any = hand_in_control(self.desk)
        self.n = 0

    def ask(self, action: str, **more: str) -> dict[str, Any]:
        self.n += 1
        self.made.draft = {"n": self.n, "tab": "t", "action": action, **more}
        saved: dict[str, Any] = self.made.saved
        assert (saved["n"], saved["tab"]) == (self.n, "t")
        return saved


def in_a_loop_of_its_own(doing: Coroutine[Any, Any, T]) -> T:
    """Run `doing` in another thread: the browser of the whole run keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, doing).result()


def member(place: Path, exchange: str | None = None) -> None:
    told = Membership(code=CODE, cohort="spring", title="Spring", exchange=exchange)
    write_membership(place.parents[1], told)


def test_a_member_hands_in_a_file_with_sheet_and_manifest_and_is_shown_its_receipt(
    place: Path,
) -> None:
    member(place)
    page = Page(place)
    assert page.made.member == {"code": CODE, "title": "Spring", "typed": False}
    page.ask("hand-in")
    assert page.made.closed
    content = (place / f"{CASE}--{CODE}.zip").read_bytes()
    assert page.made.file == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["manifest.json", f"{CASE}.answers.json"]
        manifest = json.loads(archive.read("manifest.json"))
        sheet = archive.read(f"{CASE}.answers.json")
    assert sheet == (place / f"{CASE}.answers.json").read_bytes()
    assert manifest["sheet_sha256"] == hashlib.sha256(sheet).hexdigest()
    assert (manifest["case"], manifest["cohort"], manifest["code"]) == (CASE, "spring", CODE)
    assert manifest["handed_in"] == json.loads(sheet)["handed_in"]
    assert page.made.handed["receipt"] == manifest["receipt"] == receipt(CASE, CODE, sheet)


def test_pressing_again_and_opening_again_show_the_same_receipt(place: Path) -> None:
    member(place)
    page = Page(place)
    page.ask("hand-in")
    first, content = page.made.handed, page.made.file
    page.ask("hand-in")
    assert (page.made.handed, page.made.file) == (first, content)
    (place / f"{CASE}--{CODE}.zip").unlink()
    opened = Page(place)
    assert (opened.made.handed, opened.made.file) == (first, content)
    assert (place / f"{CASE}--{CODE}.zip").read_bytes() == content


def test_what_was_handed_in_is_taken_back_corrected_and_handed_in_under_a_new_receipt(
    place: Path,
) -> None:
    member(place)
    page = Page(place)
    page.ask("hand-in")
    first = page.made.handed["receipt"]
    assert "open again" in page.ask("take-back")["message"]
    assert (page.made.closed, page.made.handed) == (False, {})
    assert page.desk.recorded("charge") == {"option": "a"}
    page.desk.sheet_file.record("charge", {"option": "b"})
    page.ask("hand-in")
    assert page.made.handed["receipt"] not in ("", first)


def test_a_code_typed_at_hand_in_is_checked_and_kept(place: Path) -> None:
    page = Page(place)
    assert page.made.member == {}
    wrong = page.ask("code", code="22222AAA")
    assert (wrong["state"], wrong["about"]) == ("not-saved", "code")
    assert "is not a code" in wrong["message"]
    page.ask("code", code=f" {CODE.lower()[:4]}-{CODE[4:]} ")
    assert page.made.member == {"code": CODE, "title": "", "typed": True}
    told = json.loads((place.parents[1] / "membership.json").read_text())
    assert (told["code"], told["cohort"]) == (CODE, None)
    page.ask("hand-in")
    assert page.made.handed["way"] == "file"


def test_a_code_typed_does_not_write_over_the_instructors_file(place: Path) -> None:
    member(place)
    before = (place.parents[1] / "membership.json").read_text()
    Page(place).ask("code", code=new_code())
    assert (place.parents[1] / "membership.json").read_text() == before


def test_only_a_member_can_take_back(place: Path) -> None:
    SheetFile(place, CASE).hand_in()
    (place / "cohort.json").write_text("{}")
    page = Page(place)
    page.n += 1
    page.made.draft = {"n": page.n, "tab": "t", "action": "take-back"}
    assert page.desk.closed


def test_a_sheet_closed_before_joining_is_handed_in_by_one_more_press(place: Path) -> None:
    SheetFile(place, CASE).hand_in()
    member(place)
    page = Page(place)
    assert "not handed in yet" in page.made.saved["message"]
    page.ask("hand-in")
    assert page.made.handed["receipt"]


def test_where_the_file_cannot_be_written_the_learner_is_told_and_can_press_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    member(place)
    page = Page(place)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "write_whole", full)
        saved = page.ask("hand-in")
    assert (saved["state"], saved["about"]) == ("not-saved", "hand-in")
    assert "Make room" in saved["message"]
    page.ask("hand-in")
    assert page.made.handed["receipt"]


def test_an_exchange_out_of_reach_leaves_a_file_and_says_so(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_: object) -> dict[str, str]:
        return {"error": "ExchangeError: Unwritable directory"}

    async def hand_in() -> Page:
        page = Page(place)
        assert page.ask("hand-in")["busy"]
        await asyncio.gather(*other_process._TASKS)
        return page

    member(place, exchange="/nowhere")
    monkeypatch.setattr(control, "other_process", refused)
    page = in_a_loop_of_its_own(hand_in())
    assert (page.made.handed["way"], page.made.file != b"") == ("file", True)
    assert "cannot be reached from this computer" in page.made.handed["note"]


def test_through_the_exchange_no_file_is_left_and_it_goes_only_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    async def sent(*arguments: object) -> dict[str, str]:
        asked.append(arguments)
        return {"sent": "2026-11-22 10:00:00.000000 UTC"}

    async def hand_in() -> None:
        page = Page(place)
        page.ask("hand-in")
        await asyncio.gather(*other_process._TASKS)
        assert (page.made.handed["way"], page.made.file) == ("exchange", b"")
        page.ask("hand-in")

    member(place, exchange="/somewhere")
    monkeypatch.setattr(control, "other_process", sent)
    in_a_loop_of_its_own(hand_in())
    assert Page(place).made.handed["way"] == "exchange"
    assert asked == [("benchbook.handing_in.submit", place, CASE, "spring", "/somewhere")]
    assert list(place.glob("*.zip")) == []


def test_without_a_workshop_the_answers_come_back_marked_and_can_still_be_handed_in(
    place: Path,
) -> None:
    async def alone() -> Page:
        page = Page(place)
        assert "being marked now" in page.ask("hand-in")["message"]
        await asyncio.gather(*other_process._TASKS)
        return page

    page = in_a_loop_of_its_own(alone())
    assert "Your marks" in page.made.html
    assert page.made.handed == {}
    page.ask("code", code=CODE)
    page.ask("hand-in")
    assert page.made.handed["receipt"]


def test_the_list_of_what_is_unanswered_follows_each_answer(tmp_path: Path, case: Case) -> None:
    public = {"id": CASE, "use": "graded", "questions": [q.public() for q in case.questions]}
    desk = Desk(tmp_path, public)
    ending: Any = hand_in_control(desk)
    assert "charge" in ending.saved["unanswered"]
    question: Any = desk.control("charge")
    question.draft = {"n": 1, "tab": "a", "answer": case.key_answers()["charge"]}
    assert "charge" not in ending.saved["unanswered"]
    assert "steps" in ending.saved["unanswered"]
