"""Hand-ins as nobody should send them: the others are marked, and each is told with its remedy."""

from __future__ import annotations

import json
import os
import resource
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchbook.answers import sheet_name
from benchbook.cohort.codes import new_code
from benchbook.cohort.folder import Cohort, find_cohort
from benchbook.cohort.marks.batch_summary import Summary
from benchbook.errors import BenchbookError

from .batches import CASE, ask, everything, files, grades, hand_in, key, mark, sheet

pytestmark = pytest.mark.long
AGAIN = "Ask the learner to hand in again"
ELSEWHERE = "secret of the instructor"


def _good(cohort: Cohort) -> str:
    return sheet(key(cohort).key_answers())


def _edited(cohort: Cohort, **changes: object) -> str:
    return json.dumps({**json.loads(_good(cohort)), **changes})


def _written(content: Callable[[Cohort], str | bytes]) -> Callable[[Cohort, Path], None]:
    def write(cohort: Cohort, folder: Path) -> None:
        data = content(cohort)
        (folder / sheet_name(CASE)).write_bytes(data.encode() if isinstance(data, str) else data)

    return write


def _sparse(_: Cohort, folder: Path) -> None:
    with (folder / sheet_name(CASE)).open("wb") as file:
        file.truncate(100_000_000)


def _linked_sheet(cohort: Cohort, folder: Path) -> None:
    elsewhere = cohort.root / "elsewhere.json"
    elsewhere.write_text(_good(cohort), encoding="utf-8")
    (folder / sheet_name(CASE)).symlink_to(elsewhere)


def _device(_: Cohort, folder: Path) -> None:
    (folder / sheet_name(CASE)).symlink_to("/dev/zero")


def _pipe(_: Cohort, folder: Path) -> None:
    os.mkfifo(folder / sheet_name(CASE))


def _linked_folder(cohort: Cohort, folder: Path) -> None:
    elsewhere = cohort.root / "elsewhere"
    shutil.copytree(folder, elsewhere)
    (elsewhere / sheet_name(CASE)).write_text(_good(cohort), encoding="utf-8")
    shutil.rmtree(folder)
    folder.symlink_to(elsewhere)


def _linked_nowhere(_: Cohort, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to("/nowhere/at/all")


def _file_for_folder(_: Cohort, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file", encoding="utf-8")


# What lies in the place of the sheet, and words of the sentence that tells it.
BAD: dict[str, tuple[Callable[[Cohort, Path], None], str]] = {
    "missing": (lambda _, __: None, "no answer sheet"),
    "empty": (_written(lambda _: ""), "empty"),
    "truncated": (_written(lambda c: _good(c)[:-200]), "could not be read"),
    "huge": (_sparse, "larger than any answer sheet"),
    "deep": (_written(lambda _: "[" * 100_000), "nested"),
    "deep-object": (_written(lambda _: '{"a":' * 50_000), "nested"),
    "not-utf-8": (_written(lambda c: _good(c).encode("utf-16")), "could not be read"),
    "twice": (_written(lambda c: '{"of": "other", ' + _good(c).lstrip()[1:]), "twice"),
    "nan": (_written(lambda c: _edited(c, edition=float("nan"))), "could not be read"),
    "types": (_written(lambda c: _edited(c, answers=[1, 2])), "form of an answer sheet"),
    "a-list": (_written(lambda _: "[]"), "form of an answer sheet"),
    "other-case": (_written(lambda c: _edited(c, of="open-door")), "belongs to “open-door”"),
    "control": (_written(lambda c: _edited(c, of="\x00\x1b[2J\u202e")), "belongs to"),
    "newer": (_written(lambda c: _edited(c, format=2)), "newer"),
    "link": (_linked_sheet, "link"),
    "device": (_device, "link"),
    "pipe": (_pipe, "could not be read"),
    "linked-folder": (_linked_folder, "link to another place"),
    "linked-nowhere": (_linked_nowhere, "link to another place"),
    "file": (_file_for_folder, "no answer sheet"),
}
STRANGE = [
    os.fsdecode(b"\xff\xfe"),
    "a b\n\x1b[31m",
    "../x",
    "<script>",
    "ć́",
    "x" * 200,
    "%s{}",
    "'; drop table grade; --",
]


@dataclass
class Marked:
    """A cohort in which the bad hand-ins stand among good ones, marked once."""

    cohort: Cohort
    good: list[str]
    bad: dict[str, str]
    summary: Summary

    def told(self, code: str) -> str:
        """Return what the summary says of one hand-in."""
        return "\n".join(line for line in self.summary.lines() if line.startswith(code))


@pytest.fixture(scope="module")
def marked(made: Cohort, tmp_path_factory: pytest.TempPathFactory) -> Marked:
    root = tmp_path_factory.mktemp("hostile") / "workshop"
    shutil.copytree(made.root, root)
    cohort = find_cohort(root)
    codes = [new_code() for _ in range(len(BAD) + 4)]
    for code in codes:
        ask(cohort, "insert into student (id) values (:code)", code=code)
    good, rest = codes[:4], codes[4:]
    for code in good:
        hand_in(cohort, code, _good(cohort))
    # One has no notebook, one has something else for it, one a huge one, one files to be imported.
    (cohort.submitted(CASE, good[0]) / f"{CASE}.ipynb").unlink()
    (cohort.submitted(CASE, good[1]) / f"{CASE}.ipynb").write_bytes(b"\xff no notebook")
    with (cohort.submitted(CASE, good[2]) / f"{CASE}.ipynb").open("wb") as file:
        file.truncate(1_000_000_000)
    for name in ("json.py", "benchbook.py", "sitecustomize.py"):
        (cohort.submitted(CASE, good[3]) / name).write_text("raise SystemExit('imported')")
    bad = dict(zip(BAD, rest, strict=True))
    for name, code in bad.items():
        BAD[name][0](cohort, hand_in(cohort, code, None))
    for name in STRANGE:
        place = cohort.root / "submitted" / name.replace("/", "_") / CASE
        place.mkdir(parents=True)
        (place / sheet_name(CASE)).write_text(_good(cohort), encoding="utf-8")
    return Marked(cohort, good, bad, mark(cohort, at_once=7))


def test_all_the_others_are_marked(marked: Marked) -> None:
    for code in marked.good:
        autos = [auto for auto, _, _ in grades(marked.cohort, code).values() if auto is not None]
        assert sum(autos) == 50.0
        assert marked.told(code) == ""


@pytest.mark.parametrize("name", BAD)
def test_each_bad_hand_in_gets_no_points_and_is_told_with_its_remedy(
    marked: Marked, name: str
) -> None:
    code = marked.bad[name]
    rows = grades(marked.cohort, code)
    assert len(rows) == 14
    assert {auto for auto, _, _ in rows.values()} == {0.0, None}
    told = marked.told(code)
    assert BAD[name][1] in told
    assert AGAIN in told
    assert told.isprintable()


@pytest.mark.parametrize("name", BAD)
def test_each_bad_hand_in_has_its_notebook_and_its_page(marked: Marked, name: str) -> None:
    code = marked.bad[name]
    assert (marked.cohort.autograded(CASE, code) / f"{CASE}.ipynb").stat().st_size > 1000
    assert (marked.cohort.feedback(CASE, code) / f"{CASE}.html").stat().st_size > 100


def test_nothing_that_was_handed_in_is_changed_or_lost(marked: Marked) -> None:
    for name in ("truncated", "deep", "twice"):
        assert (marked.cohort.submitted(CASE, marked.bad[name]) / sheet_name(CASE)).is_file()
    assert (
        marked.cohort.submitted(CASE, marked.bad["huge"]) / sheet_name(CASE)
    ).stat().st_size == 100_000_000


def test_a_sheet_too_large_to_be_one_is_not_copied(marked: Marked) -> None:
    assert not (marked.cohort.autograded(CASE, marked.bad["huge"]) / sheet_name(CASE)).exists()


def test_no_link_of_a_learner_is_followed_in_what_is_written(marked: Marked) -> None:
    for name in ("link", "device", "linked-folder"):
        folder = marked.cohort.autograded(CASE, marked.bad[name])
        assert not (folder / sheet_name(CASE)).exists()
        assert not any(p.is_symlink() for p in folder.iterdir())


def test_a_folder_that_is_nobodys_is_told_and_left(marked: Marked) -> None:
    lines = [f"{c}: {s}" for c, s in marked.summary.not_marked]
    assert len(lines) == len(STRANGE)
    assert all("not a code of anybody" in line for line in lines)
    assert all(line.isprintable() for line in marked.summary.lines())
    assert {path.name for path in (marked.cohort.root / "autograded").iterdir()} == {
        *marked.good,
        *marked.bad.values(),
    }


def test_unknown_questions_and_answers_of_another_form_are_told_and_the_rest_is_marked(
    cohort: Cohort,
) -> None:
    code = new_code()
    ask(cohort, "insert into student (id) values (:code)", code=code)
    answers = {**key(cohort).key_answers(), "no-such": {"option": "x"}, "charge": {"option": [1]}}
    hand_in(cohort, code, sheet(answers))
    summary = mark(cohort)
    assert summary.marked == 1
    assert "no-such" in summary.lines()[0]
    rows = grades(cohort, code)
    assert rows["charge-mark"][0] == 0.0
    assert rows["consent-mark"][0] == 3.0


def test_a_time_that_cannot_be_read_is_told_and_the_hand_in_marked(cohort: Cohort) -> None:
    code = new_code()
    ask(cohort, "insert into student (id) values (:code)", code=code)
    hand_in(cohort, code, _good(cohort), when="yesterday evening")
    summary = mark(cohort)
    assert summary.marked == 1
    assert "not known whether it was late" in summary.lines()[0]


def test_a_hand_in_whose_marks_cannot_be_written_does_not_stop_the_others(cohort: Cohort) -> None:
    codes = sorted(new_code() for _ in range(3))
    for code in codes:
        ask(cohort, "insert into student (id) values (:code)", code=code)
        hand_in(cohort, code, _good(cohort))
    (cohort.root / "autograded").mkdir()
    (cohort.root / "autograded" / codes[0]).write_text("in the way")
    summary = mark(cohort)
    assert summary.marked == 2
    assert summary.not_marked[0][0] == codes[0]
    assert "See to its folders" in summary.not_marked[0][1]
    (cohort.root / "autograded" / codes[0]).unlink()
    assert mark(cohort).marked == 1


def _in_a_child(work: Callable[[], None]) -> int:
    """Run `work` in a forked child and return its exit status: 3 where a sentence of ours was raised."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            os._exit(3 if isinstance(error, BenchbookError) else 4)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("room", ["none", "for the gradebook as it is", "for all but one sheet"])
def test_when_the_disk_is_full_marking_stops_and_run_again_ends_as_if_nothing_had_been(
    cohort: Cohort, tmp_path: Path, room: str
) -> None:
    codes = sorted(new_code() for _ in range(5))
    for code in codes:
        ask(cohort, "insert into student (id) values (:code)", code=code)
        hand_in(cohort, code, _good(cohort))
    hand_in(cohort, codes[3], _good(cohort) + " " * 3_000_000)
    mark(cohort, codes[0])
    shutil.copytree(cohort.root, tmp_path / "undisturbed")
    undisturbed = find_cohort(tmp_path / "undisturbed")
    mark(undisturbed, at_once=2)
    gradebook = (cohort.root / "gradebook.db").stat().st_size
    most = {"none": 1000, "for the gradebook as it is": gradebook, "for all but one sheet": 10**6}

    def with_little_room() -> None:
        # No file may grow beyond this, as on a disk that is full.
        resource.setrlimit(resource.RLIMIT_FSIZE, (most[room], most[room]))
        mark(cohort, at_once=2)

    assert _in_a_child(with_little_room) == 3
    assert not [p for p in files(cohort) if p.endswith(".tmp")]
    mark(cohort, at_once=2)
    assert everything(cohort) == everything(undisturbed)
