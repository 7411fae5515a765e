"""What nobody should send: each is told in a sentence with a remedy, and the others are collected."""

from __future__ import annotations

import json
import os
import stat
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchbook.answers import sheet_name
from benchbook.answers.reading import MAX_BYTES

from .workshop import CASE, Workshop, hand_in, unzipped, with_manifest, zipped

SHEET = sheet_name(CASE)
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes or names of POSIX systems")


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "cohort")


@pytest.fixture
def inbox(tmp_path: Path, workshop: Workshop) -> Path:
    """Give a folder in which a good hand-in lies, last by name."""
    place = tmp_path / "inbox"
    place.mkdir()
    (place / "~good.zip").write_bytes(hand_in(tmp_path / "good", workshop.codes[0]))
    return place


@pytest.fixture
def sent(tmp_path: Path, workshop: Workshop) -> bytes:
    """Give the bytes of another learner's hand-in, to be spoilt."""
    return hand_in(tmp_path / "sent", workshop.codes[1])


def told(workshop: Workshop, inbox: Path, content: bytes, name: str = "bad.zip") -> str:
    """Collect with `content` in the folder and return the one sentence told, all else being in order."""
    (inbox / name).write_bytes(content)
    done = workshop.collect(inbox)
    assert done.counts["new"] == 1, done.told
    (sentence,) = done.told
    assert sentence.startswith(name)
    (kept,) = (workshop.root / "received" / "unmatched").iterdir()
    assert (kept / "hand-in.zip").read_bytes() == content
    how = json.loads((kept / "how.json").read_text())
    assert (how["file"], how["source"]) == (name, "file")
    assert kept.name in sentence
    return sentence


def symlink() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(SHEET)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted(content: bytes) -> bytes:
    """Return the zip file with the flag “locked with a password” on each member."""
    raw = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := raw.find(mark, start)) >= 0:
            raw[start + at] |= 1
            start += 4
    return bytes(raw)


def lying(size: int) -> bytes:
    """Return a zip file whose sheet is far larger than its entries say."""
    raw = bytearray(zipped({"manifest.json": b"{}", SHEET: b"0" * size}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = raw.rfind(mark)
        raw[start + at : start + at + 4] = struct.pack("<I", 10)
    return bytes(raw)


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({SHEET: b"{}"}, "no manifest"),
        ({"manifest.json": b"{}", SHEET: b"{}"}, "does not have the form of a hand-in"),
        ({"manifest.json": b"[" * 30_000, SHEET: b"{}"}, "manifest"),
        ({"manifest.json": b"[" * 9_000, SHEET: b"{}"}, "does not have the form of a hand-in"),
        ({"manifest.json": b"\xff\xfe", SHEET: b"{}"}, "does not have the form of a hand-in"),
        ({"inner.zip": b"PK", "other.zip": b"PK"}, "Unpack it first"),
        ([("../manifest.json", b"{}")], "points outside"),
        ([("/etc/passwd", b"{}")], "points outside"),
        ([("C:/x.json", b"{}")], "points outside"),
        ([("..\\x.json", b"{}")], "points outside"),
        ([(symlink(), b"/etc/passwd")], "Links are not followed"),
        ({"manifest.json": b"{}", SHEET: b"0" * (MAX_BYTES + 1)}, "can have"),
        ({f"{n}.txt": b"" for n in range(500)}, "It holds 500 files"),
    ],
)  # fmt: skip
def test_a_zip_file_that_is_no_hand_in_says_why(
    workshop: Workshop, inbox: Path, members: dict[str, bytes], says: str
) -> None:
    assert says in told(workshop, inbox, zipped(members))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(workshop: Workshop, inbox: Path, sent: bytes) -> None:
    members: list[tuple[str | zipfile.ZipInfo, bytes]] = [*unzipped(sent).items(), (SHEET, b"{}")]
    assert "two files of one name" in told(workshop, inbox, zipped(members))


def test_two_sheets_are_refused(workshop: Workshop, inbox: Path, sent: bytes) -> None:
    members = {**unzipped(sent), "open-door.answers.json": b"{}"}
    assert "2 answer sheets" in told(workshop, inbox, zipped(members))


def test_a_sheet_under_another_name_is_no_sheet_of_the_case(
    workshop: Workshop, inbox: Path, sent: bytes
) -> None:
    members = unzipped(sent)
    members["open-door.answers.json"] = members.pop(SHEET)
    assert "no answer sheet for “night-shift”" in told(workshop, inbox, zipped(members))


def test_a_zip_bomb_is_not_unpacked(workshop: Workshop, inbox: Path) -> None:
    bomb = zipped({"manifest.json": b"{}", SHEET: b"0" * 300_000_000})
    assert len(bomb) < 1_000_000
    assert "it can have 4000000 at most" in told(workshop, inbox, bomb)


def test_a_zip_bomb_that_lies_about_its_size_is_damaged(workshop: Workshop, inbox: Path) -> None:
    assert "damaged" in told(workshop, inbox, lying(50_000_000))


def test_a_locked_zip_file_is_told(workshop: Workshop, inbox: Path, sent: bytes) -> None:
    assert "locked with a password" in told(workshop, inbox, encrypted(sent))


def test_an_unusual_packing_is_refused(workshop: Workshop, inbox: Path) -> None:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("manifest.json", b"{}" * 1000)
    assert "packed in an unusual way" in told(workshop, inbox, whole.getvalue())


def test_a_truncated_zip_file_is_damaged(workshop: Workshop, inbox: Path, sent: bytes) -> None:
    assert "damaged" in told(workshop, inbox, sent[: len(sent) // 2])


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(at=st.integers(0, 2000), value=st.integers(0, 255))
def test_a_zip_file_with_any_wrong_byte_stops_nothing(
    workshop: Workshop, tmp_path: Path, sent: bytes, at: int, value: int
) -> None:
    raw = bytearray(sent)
    raw[at % len(raw)] = value
    place = tmp_path / "bytes"
    place.mkdir(exist_ok=True)
    (place / "x.zip").write_bytes(raw)
    done = workshop.collect(place)
    assert sum(done.counts.values()) - done.counts["late"] >= 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"format": 2}, "made by a newer Benchbook"),
        ({"format": "1"}, "“format” is wrong"),
        ({"case": "../../etc"}, "“case” is wrong"),
        ({"case": 5}, "“case” is wrong"),
        ({"handed_in": "yesterday"}, "“handed_in” is wrong"),
        ({"handed_in": "2026-11-22T10:00:00"}, "“handed_in” is wrong"),
        ({"sheet_sha256": "x"}, "“sheet_sha256” is wrong"),
        ({"more": 1}, "“more” is wrong"),
        ({"sheet_sha256": "0" * 64}, "changed or damaged on the way"),
        ({"receipt": "2222-2222-2222"}, "receipt does not fit"),
        ({"cohort": "autumn"}, "handed in to the workshop “autumn”; this one is “spring-workshop”"),
        ({"code": "22222AAA"}, "a sign of it is wrong"),
        ({"code": "../../../x"}, "a sign of it is wrong"),
        ({"code": "\u202e<b>\x1b[2J"}, "a sign of it is wrong"),
        ({"code": "TKZ4PMFR"}, "No learner of this cohort has the code TKZ4PMFR"),
    ],
)  # fmt: skip
def test_a_manifest_that_does_not_fit_says_why(
    workshop: Workshop, inbox: Path, sent: bytes, changes: dict[str, object], says: str
) -> None:
    sentence = told(workshop, inbox, with_manifest(sent, **changes))
    assert says in sentence
    assert sentence.isprintable()


def test_a_case_that_was_not_released_is_told(
    workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    other = hand_in(tmp_path / "o", workshop.codes[1], case="open-door")
    assert "“open-door” was not released" in told(workshop, inbox, other)


def test_a_sheet_sent_by_itself_is_kept_and_told(workshop: Workshop, inbox: Path) -> None:
    (inbox / SHEET).write_bytes(b"{}")
    done = workshop.collect(inbox)
    assert (done.counts["new"], done.counts["unmatched"]) == (1, 1)
    assert "does not say whose it is" in done.told[0]


def test_what_is_no_hand_in_is_passed_over_and_never_read_as_a_program(
    workshop: Workshop, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "benchbook.py", "zipfile.py"):
        (inbox / name).write_text("raise SystemExit('imported')")
    (inbox / f"{CASE}.ipynb").write_text("{")
    monkeypatch.chdir(inbox)
    done = workshop.collect(inbox)
    assert (done.counts["new"], done.counts["passed over"]) == (1, 4)


def test_a_file_larger_than_any_hand_in_is_not_read(workshop: Workshop, inbox: Path) -> None:
    with (inbox / "all.zip").open("wb") as file:
        file.truncate(100_000_000)
    done = workshop.collect(inbox)
    assert (done.counts["new"], done.counts["passed over"]) == (1, 1)
    assert "unpack it and collect from the folder it makes" in done.told[0]


@POSIX
def test_links_pipes_and_devices_are_not_opened(
    workshop: Workshop, inbox: Path, tmp_path: Path, sent: bytes
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.zip").write_bytes(sent)
    (inbox / "link.zip").symlink_to(tmp_path / "outside" / "x.zip")
    (inbox / "folder").symlink_to(tmp_path / "outside")
    (inbox / "round").symlink_to(inbox)
    os.mkfifo(inbox / "pipe.zip")
    done = workshop.collect(inbox)
    assert (done.counts["new"], done.counts["passed over"]) == (1, 4)
    assert all("link" in t or "not an ordinary file" in t for t in done.told)


@POSIX
def test_a_link_beside_an_unpacked_manifest_is_not_followed(
    workshop: Workshop, inbox: Path, tmp_path: Path, sent: bytes
) -> None:
    place = inbox / "unpacked"
    place.mkdir()
    members = unzipped(sent)
    (place / "manifest.json").write_bytes(members["manifest.json"])
    (tmp_path / SHEET).write_bytes(members[SHEET])
    (place / SHEET).symlink_to(tmp_path / SHEET)
    done = workshop.collect(inbox)
    assert done.counts["new"] == 1
    assert workshop.codes[1] in done.missing[CASE]


def test_a_folder_of_folders_without_end_is_told(workshop: Workshop, inbox: Path) -> None:
    deep = inbox.joinpath(*["d"] * 40)
    deep.mkdir(parents=True)
    assert "lies too deep" in workshop.collect(inbox).told[0]


def test_what_was_unmatched_leaves_that_place_once_it_has_found_its_learner(
    workshop: Workshop, inbox: Path, sent: bytes
) -> None:
    people = workshop.cohort.people_file
    whole = people.read_text()
    people.write_text("".join(r for r in whole.splitlines(True) if workshop.codes[1] not in r))
    told(workshop, inbox, sent)
    people.write_text(whole)
    done = workshop.collect(workshop.root / "received" / "unmatched")
    assert done.counts["new"] == 1
    assert list((workshop.root / "received" / "unmatched").iterdir()) == []


@POSIX
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    name=st.binary(min_size=1, max_size=80).filter(
        lambda b: not {b"/", b"\0"} & {bytes([c]) for c in b} and b not in (b".", b"..")
    )
)
def test_a_hand_in_of_any_file_name_is_known_by_its_manifest(
    tmp_path_factory: pytest.TempPathFactory, sent: bytes, workshop: Workshop, name: bytes
) -> None:
    place = tmp_path_factory.mktemp("names")
    (place / os.fsdecode(name)).write_bytes(sent)
    done = workshop.collect(place)
    passed = name.startswith(b"._") or name in (b".DS_Store", b"how.json") or name.endswith(b".answers.json")  # fmt: skip
    assert passed or done.counts["received"] == 1
    assert all(sentence.isprintable() for sentence in done.told)
    json.dumps(done.told).encode()


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(names=st.lists(st.text(max_size=40), max_size=5, unique=True))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_any_name_are_written_nowhere_outside(
    tmp_path_factory: pytest.TempPathFactory, sent: bytes, names: list[str]
) -> None:
    root = tmp_path_factory.mktemp("members")
    workshop = Workshop(root / "cohort")
    before = workshop.files()
    inbox = root / "inbox"
    inbox.mkdir()
    members: list[tuple[str | zipfile.ZipInfo, bytes]] = list(unzipped(sent).items())
    try:
        content = zipped([*((n or "x", b"x") for n in names), *members])
    except (ValueError, IndexError):  # a name that zipfile itself cannot write
        return
    (inbox / "x.zip").write_bytes(content)
    workshop.collect(inbox)
    new = set(workshop.files()) - set(before) - {"gradebook.db"}
    assert all(n.startswith(("received/", "submitted/")) for n in new)
    assert {p.name for p in root.iterdir()} == {"cohort", "inbox"}
    assert {n.rsplit("/", 1)[1] for n in new} <= {
        SHEET, "manifest.json", "how.json", "hand-in.zip", "timestamp.txt", f"{CASE}.ipynb", f"{CASE}.case.json",
    }  # fmt: skip
