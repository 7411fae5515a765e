"""Collecting files that were sent: whose they are, which one counts, and what is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from benchbook.answers import sheet_name
from benchbook.cohort.hand_ins.collect import find_receipt
from benchbook.cohort.hand_ins.receipt import read_receipt, receipt
from benchbook.errors import UsageError

from .workshop import CASE, NOW, ROOT, Workshop, hand_in, unzipped, zipped

HOUR = timedelta(hours=1)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "cohort")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    place = tmp_path / "inbox"
    place.mkdir()
    return place


def test_a_hand_in_is_kept_as_it_came_and_laid_beside_the_released_notebook(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    ada = workshop.codes[0]
    sent = hand_in(tmp_path / "ada", ada)
    (inbox / "anything.zip").write_bytes(sent)
    done = workshop.collect(inbox)
    assert (done.counts["received"], done.counts["new"], done.told) == (1, 1, [])
    (kept,) = workshop.cohort.received(CASE, ada).iterdir()
    sheet = unzipped(sent)[sheet_name(CASE)]
    assert kept.name.startswith("20261122T110000-")
    assert (kept / sheet_name(CASE)).read_bytes() == sheet
    assert (kept / "manifest.json").read_bytes() == unzipped(sent)["manifest.json"]
    assert json.loads((kept / "how.json").read_text())["source"] == "file"
    marked = workshop.cohort.submitted(CASE, ada)
    released = workshop.cohort.released(CASE)
    assert sorted(p.name for p in marked.iterdir()) == sorted(
        [f"{CASE}.ipynb", f"{CASE}.case.json", sheet_name(CASE), "timestamp.txt"]
    )
    assert (marked / f"{CASE}.ipynb").read_bytes() == (released / f"{CASE}.ipynb").read_bytes()
    assert (marked / sheet_name(CASE)).read_bytes() == sheet
    assert (marked / "timestamp.txt").read_text() == "2026-11-22 11:00:00.000000 UTC"


def test_who_has_not_handed_in_is_named_by_code(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "a.zip").write_bytes(hand_in(tmp_path / "a", workshop.codes[0]))
    assert workshop.collect(inbox).missing == {CASE: sorted(workshop.codes[1:])}


def test_names_and_folders_that_an_lms_makes_do_not_matter(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    ada, bo, cy = workshop.codes
    moodle = inbox / "Ada Avar_4711_assignsubmission_file" / "deeper"
    moodle.mkdir(parents=True)
    (moodle / f"{CASE}--{bo}.zip").write_bytes(hand_in(tmp_path / "a", ada))
    (inbox / "bergbo_late_12_345_paper-1").write_bytes(hand_in(tmp_path / "b", bo))
    members = unzipped(hand_in(tmp_path / "c", cy))
    again = {f"my work/{n}": c for n, c in members.items()} | {"__MACOSX/._x": b"", "my work/": b""}
    (inbox / "Archive.ZIP").write_bytes(zipped(again))
    done = workshop.collect(inbox)
    assert (done.counts["new"], done.told, done.missing) == (3, [], {CASE: []})


def test_a_name_that_an_lms_wrote_does_not_stand_beside_the_code(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    ada = workshop.codes[0]
    (inbox / "AvarAda_12_345_hand-in.zip").write_bytes(hand_in(tmp_path / "a", ada))
    workshop.collect(inbox)
    kept = [p for p in (workshop.root / "received").rglob("*") if p.is_file()]
    assert kept
    assert not any(b"Avar" in p.read_bytes() or "Avar" in p.name for p in kept)


def test_a_hand_in_that_was_unpacked_on_the_way_is_taken_too(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    place = inbox / "Ada" / "night"
    place.mkdir(parents=True)
    for name, content in unzipped(hand_in(tmp_path / "a", workshop.codes[0])).items():
        (place / name).write_bytes(content)
    done = workshop.collect(inbox)
    assert (done.counts["new"], done.told) == (1, [])


def test_collecting_the_same_folder_twice_changes_nothing(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "a.zip").write_bytes(hand_in(tmp_path / "a", workshop.codes[0]))
    (inbox / "bad.zip").write_bytes(b"PK no zip file")
    assert workshop.collect(inbox).changed
    before = workshop.files()
    again = workshop.collect(inbox)
    assert (again.changed, again.counts["again"], again.counts["new"]) == (False, 1, 0)
    assert workshop.files() == before


def test_a_newer_hand_in_counts_and_the_older_one_is_kept(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    ada = workshop.codes[0]
    (inbox / "1.zip").write_bytes(hand_in(tmp_path / "a", ada, "first", when=NOW - 3 * HOUR))
    workshop.collect(inbox)
    (inbox / "1.zip").write_bytes(hand_in(tmp_path / "a", ada, "second", when=NOW - HOUR))
    done = workshop.collect(inbox)
    assert done.counts["newer"] == 1
    assert done.told == [
        f"{ada}, {CASE}: handed in again. The newer one counts now; the older one is kept."
    ]
    assert workshop.option(ada) == "second"
    assert len(list(workshop.cohort.received(CASE, ada).iterdir())) == 2


def test_an_older_hand_in_that_arrives_later_does_not_count(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    ada = workshop.codes[0]
    first = hand_in(tmp_path / "a", ada, "first", when=NOW - 3 * HOUR)
    (inbox / "new.zip").write_bytes(hand_in(tmp_path / "a", ada, "second", when=NOW - HOUR))
    workshop.collect(inbox)
    (inbox / "old.zip").write_bytes(first)
    done = workshop.collect(inbox)
    assert (done.counts["older"], done.counts["again"]) == (1, 1)
    assert "an older hand-in arrived after a newer one" in done.told[0]
    assert workshop.option(ada) == "second"


def test_the_same_answers_sent_twice_are_kept_once(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    sent = hand_in(tmp_path / "a", workshop.codes[0])
    for name in ("1.zip", "copy of 1.zip"):
        (inbox / name).write_bytes(sent)
    done = workshop.collect(inbox)
    assert (done.counts["received"], done.counts["new"], done.counts["again"]) == (2, 1, 1)


def test_a_late_hand_in_is_kept_and_told_with_by_how_much(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    ada, bo, _ = workshop.codes
    workshop.due(NOW - 3 * HOUR - timedelta(minutes=5))
    (inbox / "a.zip").write_bytes(hand_in(tmp_path / "a", ada, when=NOW - HOUR))
    (inbox / "b.zip").write_bytes(hand_in(tmp_path / "b", bo, when=NOW - 4 * HOUR))
    done = workshop.collect(inbox)
    assert (done.counts["late"], done.counts["new"]) == (1, 2)
    (told,) = done.told
    assert f"{ada}, {CASE}: handed in late, by 2 hours and 5 minutes" in told


def test_a_clock_that_runs_ahead_does_not_keep_later_hand_ins_out(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    ada = workshop.codes[0]
    (inbox / "1.zip").write_bytes(hand_in(tmp_path / "a", ada, "first", when=NOW + 900 * HOUR))
    done = workshop.collect(inbox)
    assert "the clock there is wrong" in done.told[0]
    before = workshop.files()
    assert not workshop.collect(inbox).changed
    assert workshop.files() == before


def test_a_case_that_was_named_is_collected_and_the_others_are_counted(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    other = workshop.cohort.released("open-door")
    other.mkdir()
    workshop.cohort.key_file("open-door").write_text("")
    (inbox / "1.zip").write_bytes(hand_in(tmp_path / "a", workshop.codes[0]))
    (inbox / "2.zip").write_bytes(hand_in(tmp_path / "a", workshop.codes[0], case="open-door"))
    done = workshop.collect(inbox, CASE)
    assert (done.counts["new"], done.counts["of another case"]) == (1, 1)
    assert list(done.missing) == [CASE]


def test_a_code_alone_is_enough_where_the_learner_knew_no_workshop(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "1.zip").write_bytes(hand_in(tmp_path / "a", workshop.codes[0], cohort=None))
    assert workshop.collect(inbox).counts["new"] == 1


def test_a_receipt_leads_to_its_hand_in_and_says_whether_it_counts(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    ada = workshop.codes[0]
    first = hand_in(tmp_path / "a", ada, "first", when=NOW - 3 * HOUR)
    second = hand_in(tmp_path / "a", ada, "second", when=NOW - HOUR)
    (inbox / "1.zip").write_bytes(first)
    (inbox / "2.zip").write_bytes(second)
    workshop.collect(inbox)
    receipts = [json.loads(unzipped(z)["manifest.json"])["receipt"] for z in (first, second)]
    found = [find_receipt(workshop.cohort, each) for each in receipts]
    assert [(f[0].code, f[0].case, f[1]) for f in found if f] == [
        (ada, CASE, False),
        (ada, CASE, True),
    ]
    assert find_receipt(workshop.cohort, receipt(CASE, ada, b"another sheet")) is None


def test_a_receipt_is_read_in_any_writing_and_a_wrong_sign_is_found() -> None:
    made = receipt(CASE, "22222AAJ", b"{}")
    assert read_receipt(f" {made.lower().replace('-', ' ')} ") == made
    assert len(made) == 14
    wrong = ("3" if made[0] == "2" else "2") + made[1:]
    for text in (wrong, made[:-1], "", "0000-0000-0000", "ÄÄÄÄ-ÄÄÄÄ-ÄÄÄÄ"):
        with pytest.raises(UsageError, match="is not a receipt"):
            read_receipt(text)


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.cohort.workshop import Workshop
from benchbook.cohort.hand_ins import collect, received

root, inbox, writes = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
write = received.write_whole

def killed(at):
    count = 0
    def stopping(path, content, *, sync=True):
        nonlocal count
        count += 1
        if count == at:
            path.with_name(f".{path.name}.0.tmp").write_bytes(content[: len(content) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        write(path, content, sync=sync)
    return stopping

for at in range(1, writes + 2):
    workshop = Workshop(root / f"killed-{at}")
    child = os.fork()
    if not child:
        received.write_whole = killed(at)
        workshop.collect(inbox)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    workshop.collect(inbox)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
def test_a_run_killed_at_any_write_is_made_whole_by_the_next(inbox: Path, tmp_path: Path) -> None:
    whole = Workshop(tmp_path / "whole")
    for n, code in enumerate(whole.codes):
        (inbox / f"{n}.zip").write_bytes(hand_in(tmp_path / str(n), code))
    whole.collect(inbox)
    wanted = whole.files("received") | whole.files("submitted")
    writes = len(wanted)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path, inbox, str(writes)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.split() == ["-9"] * writes + ["0"]
    for at in range(1, writes + 2):
        root = tmp_path / f"killed-{at}"
        found: dict[str, bytes] = {}
        for place in ("received", "submitted"):
            found |= {
                p.relative_to(root).as_posix(): p.read_bytes()
                for p in (root / place).rglob("*")
                if p.is_file()
            }
        assert found.keys() == wanted.keys()
        assert all((whole.root / n).read_bytes() == c for n, c in found.items())


def test_a_hand_in_whose_note_was_damaged_can_be_collected_again(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    ada = workshop.codes[0]
    (inbox / "1.zip").write_bytes(hand_in(tmp_path / "a", ada))
    workshop.collect(inbox)
    (kept,) = workshop.cohort.received(CASE, ada).iterdir()
    (kept / "how.json").write_text("{")
    assert workshop.collect(inbox).counts["new"] == 1
    assert len(list(workshop.cohort.received(CASE, ada).iterdir())) == 2


def test_a_full_disk_is_told_and_the_next_run_goes_on(
    workshop: Workshop, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from benchbook.cohort.hand_ins import received

    (inbox / "1.zip").write_bytes(hand_in(tmp_path / "a", workshop.codes[0]))

    def full(path: Path, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(received, "write_whole", full)
        with pytest.raises(UsageError, match="Make room there, then collect again"):
            workshop.collect(inbox)
    assert workshop.files("received") == {}
    assert workshop.collect(inbox).counts["new"] == 1


def test_a_folder_that_is_not_there_and_a_cohort_without_exchange_are_told(
    workshop: Workshop, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="There is no folder"):
        workshop.collect(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="--from FOLDER"):
        workshop.collect()
    with pytest.raises(UsageError, match="was not released to this cohort"):
        workshop.collect(tmp_path, "open-door")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from benchbook.cli import main; main()", "cohort"]
    return subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_the_commands_sum_up_and_confirm_a_receipt(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    ada, bo, cy = workshop.codes
    sent = hand_in(tmp_path / "a", ada)
    (inbox / "1.zip").write_bytes(sent)
    (inbox / "2.zip").write_bytes(b"PK")
    told = run("collect", "--from", inbox, "--cohort", workshop.root).stdout
    assert "2.zip: It is damaged, or not a zip file." in told
    assert "1 received, 1 new, 0 handed in again, 1 that belong to nobody." in told
    assert f"Not handed in for {CASE}: {bo}, {cy}." in told
    shown = json.loads(unzipped(sent)["manifest.json"])["receipt"]
    confirmed = run("receipt", shown.lower(), "--cohort", workshop.root)
    assert confirmed.returncode == 0
    assert confirmed.stdout.startswith(f"{shown}: “{CASE}” of {ada}, handed in ")
    assert "This is the one that counts." in confirmed.stdout
    unknown = run("receipt", receipt(CASE, bo, b"x"), "--cohort", workshop.root)
    assert unknown.returncode == 1
    assert "was received. Collect again" in unknown.stdout
    assert run("receipt", "nonsense", "--cohort", workshop.root).returncode == 2
