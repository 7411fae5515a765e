"""Forgetting a person leaves nothing of them, says so, and touches nobody else."""

from __future__ import annotations

import io
import json
import os
import shutil
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SAWarning
from typer.testing import CliRunner

from benchbook.cli import app
from benchbook.cohort.codes import new_code
from benchbook.cohort.folder import Cohort, find_cohort
from benchbook.cohort.forgetting import forget as forget_module
from benchbook.cohort.forgetting.forget import forget, known
from benchbook.cohort.forgetting.names import found, marks_of
from benchbook.cohort.gradebook.enrolment import connected, open_gradebook
from benchbook.cohort.lock import LOCK
from benchbook.cohort.new import new_cohort
from benchbook.cohort.people import Person, read_people, write_people
from benchbook.errors import UsageError

from .conftest import CASE, csv_line

pytestmark = pytest.mark.long
OWN_TABLES = (
    "CREATE TABLE benchbook_marking (student_id TEXT, assignment TEXT, sheet_digest TEXT)",
    "CREATE TABLE benchbook_history (student_id TEXT, assignment TEXT, cell TEXT, auto_score REAL)",
)
CELL = "ruling-not-proved"


def give_marks(cohort: Cohort, codes: list[str]) -> None:
    """Enter a hand-in with a mark, a comment and our own records for each of the `codes`."""
    with open_gradebook(cohort) as gradebook:
        for code in codes:
            with warnings.catch_warnings():
                # nbgrader's own: it looks at a hand-in before it has entered it.
                warnings.simplefilter("ignore", SAWarning)
                gradebook.add_submission(CASE, code, timestamp=datetime(2026, 12, 1, tzinfo=UTC))
            grade = gradebook.find_grade(CELL, CASE, CASE, code)
            grade.manual_score = 2
            gradebook.find_comment(CELL, CASE, CASE, code).manual_comment = f"Well argued, {code}."
            gradebook.db.commit()
    with connected(cohort) as connection:
        for statement in OWN_TABLES:
            connection.execute(text(statement.replace("TABLE", "TABLE IF NOT EXISTS")))
        for code in codes:
            row = {"code": code, "case": CASE}
            connection.execute(
                text("INSERT INTO benchbook_marking VALUES (:code, :case, 'abc')"), row
            )
            connection.execute(
                text("INSERT INTO benchbook_history VALUES (:code, :case, 'x-mark', 1.5)"), row
            )
        connection.commit()


def lay_out(cohort: Cohort, person: Person) -> None:
    """Write everything that a workshop's day leaves of `person`, some of it in odd places."""
    code, root = person.code, cohort.root
    when = "20261201T170000-0123abcd"
    for folder in (
        cohort.submitted(CASE, code),
        cohort.autograded(CASE, code),
        cohort.feedback(CASE, code),
        cohort.received(CASE, code) / when,
    ):
        folder.mkdir(parents=True)
        (folder / f"{CASE}.answers.json").write_text(f'{{"code": "{code}"}}', encoding="utf-8")
    unmatched = root / "received" / "unmatched"
    (unmatched / "20261201-1").mkdir(parents=True, exist_ok=True)
    manifest = json.dumps({"format": 1, "code": code, "case": CASE})
    (unmatched / "20261201-1" / "manifest.json").write_text(manifest, encoding="utf-8")
    (unmatched / f"{person.name.replace(' ', '_').replace('/', '')}_17_file.zip").write_bytes(b"x")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("manifest.json", manifest)
    with zipfile.ZipFile(unmatched / "from-mail.zip", "w") as archive:
        archive.writestr("hand-in.zip", inner.getvalue())


def stay(cohort: Cohort, person: Person) -> dict[str, bytes]:
    """Return every file that is somebody else's or everybody's, to compare before and after."""
    paths = [p for p in cohort.root.rglob("*") if p.is_file()]
    return {
        p.relative_to(cohort.root).as_posix(): p.read_bytes()
        for p in paths
        if person.code not in p.as_posix() and p.name not in ("people.csv", "gradebook.db", LOCK)
    }


def bytes_left(cohort: Cohort, needle: str) -> list[str]:
    """Return the files that hold `needle`, found without any of our own searching."""
    found_in = []
    for folder, _, names in os.walk(cohort.root):
        for name in names:
            path = Path(folder, name)
            if needle.encode() in path.read_bytes() or needle in path.as_posix():
                found_in.append(path.relative_to(cohort.root).as_posix())
    return found_in


@pytest.mark.parametrize("n", range(12))
def test_nothing_is_left_of_anybody_whatever_they_are_called(
    cohort: Cohort, people: list[Person], n: int
) -> None:
    person = people[n]
    give_marks(cohort, [person.code])
    lay_out(cohort, person)
    done = forget(cohort, person)
    assert done.traces.name == []
    assert done.traces.may == []
    assert done.traces.unread == []
    for own in (person.code, person.name, person.email):
        assert not own or bytes_left(cohort, own) == []
    assert person.code not in read_people(cohort)
    assert len(read_people(cohort)) == 11


def test_everybody_else_keeps_everything(cohort: Cohort, people: list[Person]) -> None:
    ana, bo = people[0], people[1]
    lay_out(cohort, bo)
    shutil.rmtree(cohort.root / "received" / "unmatched")
    before = stay(cohort, ana)
    lay_out(cohort, ana)
    give_marks(cohort, [ana.code, bo.code])
    done = forget(cohort, ana)
    assert stay(cohort, ana) == before
    # The learner, the hand-in, its notebook, its cells, their comments, and two records of ours.
    assert done.rows > 6
    with open_gradebook(cohort) as gradebook:
        assert gradebook.find_grade(CELL, CASE, CASE, bo.code).manual_score == 2
        assert ana.code not in {s.id for s in gradebook.students}
    with connected(cohort) as connection:
        for table in ("benchbook_marking", "benchbook_history"):
            rows = connection.execute(text(f"SELECT student_id FROM {table}")).scalars().all()  # noqa: S608 # our own names
            assert rows == [bo.code]


def test_tables_and_reports_lose_the_person_and_keep_the_others(
    cohort: Cohort, people: list[Person]
) -> None:
    ana, bo = people[0], people[1]
    out = cohort.root / "out"
    out.mkdir()
    head = csv_line("code", "name", "comment")
    bos = csv_line(bo.code, bo.name, "two\nlines; Žukė was named").replace("\n", "\r\n")
    (out / "marks.csv").write_bytes((head + csv_line(ana.code, "", "a\nb") + bos).encode())
    (out / "lms.csv").write_text(f"Name;Mark\n{ana.name};3\n{bo.name};4\n", encoding="utf-8")
    second = {
        "case": CASE,
        "marks": {ana.code: {"x": 1}, bo.code: {"x": 2}},
        "order": [ana.code, bo.code],
    }
    (out / "second.json").write_text(json.dumps(second), encoding="utf-8")
    rows = [{"code": ana.code, "x": 1}, {"code": bo.code, "x": 2}]
    (out / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
    (out / "report.html").write_text(f"<p>{ana.code}", encoding="utf-8")
    (out / "other.html").write_text(f"<p>{bo.code}", encoding="utf-8")
    (out / f"{ana.name}_{ana.code}.pdf").write_bytes(b"%PDF")
    with zipfile.ZipFile(out / "pages.zip", "w") as archive:
        archive.writestr(f"{ana.name}/page.html", "x")
        archive.writestr("theirs.html", f"<p>{ana.code}")
        archive.writestr(f"{bo.name}/page.html", "y")
    done = forget(cohort, ana)
    assert done.traces.name == []
    assert (out / "marks.csv").read_bytes() == (head + bos).encode()
    assert (out / "lms.csv").read_text(encoding="utf-8") == f"Name;Mark\n{bo.name};4\n"
    kept = json.loads((out / "second.json").read_text(encoding="utf-8"))
    assert kept == {"case": CASE, "marks": {bo.code: {"x": 2}}, "order": [bo.code]}
    assert json.loads((out / "rows.json").read_text(encoding="utf-8")) == rows[1:]
    assert sorted(p.name for p in out.iterdir()) == [
        "lms.csv", "marks.csv", "other.html", "pages.zip", "rows.json", "second.json",
    ]  # fmt: skip
    assert zipfile.ZipFile(out / "pages.zip").namelist() == [f"{bo.name}/page.html"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", "Spoke with ANA ŽUKĖ."),
        ("notes.md", "Zuke: see ana.zuke@example.org"),
        ("latin.txt", "Núñez, José".encode("latin-1")),
        ("utf16.txt", "José Núñez".encode("utf-16")),
        ("apart.txt", "Jose\u0301   Nu\u0301n\u0303ez"),
        ("escaped.txt", "Jos\\u00e9 N\\u00fa\\u00f1ez"),
        ("page.xml", "Jos&eacute; N&uacute;&#241;ez"),
        ("link.url", "mailto:jose%40example.org"),
        ("José Núñez.txt", ""),
    ],
)
def test_a_file_made_by_hand_is_left_and_named(
    cohort: Cohort, people: list[Person], name: str, content: str | bytes
) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    person = people[0] if "notes" in name else people[8]
    (cohort.root / name).write_bytes(data)
    done = forget(cohort, person)
    assert {place.partition(":")[0] for place in done.traces.name} == {name}
    assert (cohort.root / name).read_bytes() == data


def test_a_short_user_name_is_not_found_by_chance_in_bytes_that_are_no_text(
    cohort: Cohort, people: list[Person]
) -> None:
    person = replace(people[1], username="bo")
    write_people(cohort, {**read_people(cohort), person.code: person})
    (cohort.root / "drawing.bin").write_bytes(b"\0\x01 bo \x02")
    with zipfile.ZipFile(cohort.root / "all.zip", "w") as archive:
        archive.writestr("by-hand.txt", "bo came late")
    assert forget(cohort, person).traces.name == ["all.zip, in it by-hand.txt: user name “bo”"]


def test_what_cannot_be_read_is_told(cohort: Cohort, people: list[Person]) -> None:
    (cohort.root / "scan.pdf").write_bytes(b"%PDF")
    (cohort.root / "broken.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    with zipfile.ZipFile(cohort.root / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"0" * 70_000_000)
    done = forget(cohort, people[0])
    assert done.traces.unread == ["bomb.zip, in it zeros", "scan.pdf"]


def test_a_name_that_is_a_word_of_the_case_is_told_apart_from_the_person(cohort: Cohort) -> None:
    # Greta Vorn is accused in the case, so every hand-in and the case itself hold that name.
    person = Person(new_code(), "Greta Vorn", "greta@example.org", "", "lena")
    write_people(cohort, {**read_people(cohort), person.code: person})
    unmatched = cohort.root / "received" / "unmatched"
    unmatched.mkdir()
    (unmatched / "somebody.json").write_text("Greta Vorn had a purpose.", encoding="utf-8")
    done = forget(cohort, person)
    assert done.traces.name == []
    assert any(place.startswith("cases/") for place in done.traces.may)
    assert (unmatched / "somebody.json").exists()


def test_of_two_people_of_one_name_only_the_one_is_forgotten(
    cohort: Cohort, people: list[Person]
) -> None:
    other = Person(new_code(), people[0].name, "other@example.org")
    write_people(cohort, {**read_people(cohort), other.code: other})
    table = cohort.root / "marks.csv"
    table.write_text(
        csv_line("code", "name") + csv_line(people[0].code, "x") + csv_line(other.code, other.name),
        encoding="utf-8",
    )
    done = forget(cohort, people[0])
    assert done.traces.name == []
    assert read_people(cohort)[other.code] == other
    assert other.code in table.read_text(encoding="utf-8")


def test_links_are_removed_and_never_followed(
    cohort: Cohort, people: list[Person], tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / f"{people[0].code}.txt").write_text(people[0].code, encoding="utf-8")
    (cohort.root / "submitted" / people[0].code).symlink_to(outside, target_is_directory=True)
    forget(cohort, people[0])
    assert not (cohort.root / "submitted" / people[0].code).is_symlink()
    assert (outside / f"{people[0].code}.txt").exists()


@pytest.mark.parametrize(
    "stop_at", ["exchange_files", "_deleted", "take_out", "write_people", "search"]
)
def test_after_a_stop_it_can_be_run_again_and_ends_the_same(
    cohort: Cohort, people: list[Person], monkeypatch: pytest.MonkeyPatch, stop_at: str
) -> None:
    lay_out(cohort, people[0])
    give_marks(cohort, [people[0].code])
    (cohort.root / "marks.csv").write_text(f"code\n{people[0].code}\n", encoding="utf-8")
    with monkeypatch.context() as patch:

        def stop(*_: Any) -> None:
            raise KeyboardInterrupt

        patch.setattr(forget_module, stop_at, stop)
        with pytest.raises(KeyboardInterrupt):
            forget(cohort, people[0])
    done = forget(cohort, known(cohort, people[0].code))
    assert done.traces.name == []
    assert bytes_left(cohort, people[0].name) == bytes_left(cohort, people[0].code) == []


def test_a_gradebook_in_use_is_told_and_nothing_else_is_removed(
    cohort: Cohort, people: list[Person]
) -> None:
    lay_out(cohort, people[0])
    with connected(cohort) as other:
        other.execute(text("BEGIN IMMEDIATE"))
        with pytest.raises(UsageError, match="is in use"):
            forget(cohort, people[0])
    assert cohort.submitted(CASE, people[0].code).exists()
    assert people[0].code in read_people(cohort)


@pytest.fixture
def exchanged(tmp_path: Path) -> tuple[Cohort, list[Person], Path]:
    """Give a cohort with an exchange into which two people handed in, and got feedback back."""
    from nbgrader.utils import notebook_hash

    roster = tmp_path / "r.csv"
    roster.write_text("name,username\nAna Žukė,ana\nAna Marija Li,ana-marija\n", encoding="utf-8")
    cohort, people = new_cohort(tmp_path / "w", roster, exchange=str(tmp_path / "ex"))
    (cohort.root / "cases" / f"{CASE}.yaml").write_text("", encoding="utf-8")
    course = tmp_path / "ex" / "w"
    (course / "feedback").mkdir(parents=True)
    for n, person in enumerate(people):
        for place in (
            course / "inbound" / f"{person.username}+{CASE}+2026-12-01 17:00:00 UTC+abc{n}",
            cohort.submitted(CASE, person.code),
        ):
            place.mkdir(parents=True)
            secret = f"{n}-{place.parent.name == 'inbound'}"
            (place / "submission_secret.txt").write_text(secret, encoding="utf-8")
            page = f"{notebook_hash(secret=secret, notebook_id=CASE)}.html"
            (course / "feedback" / page).write_text(person.code, encoding="utf-8")
    return cohort, people, course


def test_what_the_exchange_holds_is_removed_too(
    exchanged: tuple[Cohort, list[Person], Path],
) -> None:
    cohort, people, course = exchanged
    done = forget(cohort, people[0])
    assert done.traces.name == []
    assert [p.name.partition("+")[0] for p in (course / "inbound").iterdir()] == ["ana-marija"]
    left = [p.read_text(encoding="utf-8") for p in (course / "feedback").iterdir()]
    assert left == [people[1].code] * 2


def test_the_command_asks_once_and_says_what_it_proved(
    cohort: Cohort, people: list[Person]
) -> None:
    runner, code = CliRunner(), people[0].code
    command = ["cohort", "forget", f"{code[:4].lower()}-{code[4:]}", "--cohort", str(cohort.root)]
    done = runner.invoke(app, command, input="n\n")
    assert done.exit_code == 1
    assert code in read_people(cohort)
    done = runner.invoke(app, command, input="y\n")
    assert done.exit_code == 0, done.output
    assert "nothing else names this person" in done.output
    (cohort.root / "notes.txt").write_text(people[1].name, encoding="utf-8")
    command = ["cohort", "forget", people[1].code, "--yes", "--cohort", str(cohort.root)]
    done = runner.invoke(app, command)
    assert done.exit_code == 1
    assert "Still named here" in done.output
    assert "notes.txt: name “Bo Li”" in done.output


def test_a_second_run_still_knows_whom_to_look_for_until_nothing_is_left(
    cohort: Cohort, people: list[Person]
) -> None:
    runner, bo = CliRunner(), people[1]
    note = cohort.root / "notes.txt"
    note.write_text(bo.name, encoding="utf-8")
    command = ["cohort", "forget", bo.code, "--yes", "--cohort", str(cohort.root)]
    for _ in range(2):
        done = runner.invoke(app, command)
        assert done.exit_code == 1
        assert "notes.txt: name “Bo Li”" in done.output
        assert bo.code in read_people(cohort)
    note.unlink()
    assert runner.invoke(app, command).exit_code == 0
    assert bo.code not in read_people(cohort)
    assert "the code stands nowhere" in runner.invoke(app, command).output


def test_what_is_no_code_and_a_code_of_nobody_are_told_apart(cohort: Cohort) -> None:
    run: Callable[..., Any] = CliRunner().invoke
    done = run(app, ["cohort", "forget", "../..", "--yes", "--cohort", str(cohort.root)])
    assert isinstance(done.exception, UsageError)
    stranger = cohort.root / "submitted" / new_code()
    stranger.mkdir()
    command = ["cohort", "forget", stranger.name, "--yes", "--cohort", str(cohort.root)]
    assert run(app, command).exit_code == 0
    assert not stranger.exists()


@pytest.mark.parametrize(
    ("name", "text_", "named"),
    [
        ("Bo Li", "elbo list", False),
        ("Bo Li", "Li, Bo", True),
        ("Bo Li", "BO_LI", True),
        ("李明", "我叫李明。", True),
        ('O\'Brien "Jo" X', '"O\'Brien ""Jo"" X"', True),
        ("=1+1 Lee", "'=1+1 Lee", True),
    ],
)
def test_a_name_is_found_as_a_whole_however_it_is_written(
    name: str, text_: str, named: bool
) -> None:
    marks = [m for m in marks_of(Person(new_code(), name)) if m.what == "name"]
    assert bool(found(marks, text_.encode())) == named


def test_a_copied_folder_is_a_cohort_of_its_own(cohort: Cohort, people: list[Person]) -> None:
    shutil.copytree(cohort.root, cohort.root.with_name("copy"))
    copy = find_cohort(cohort.root.with_name("copy"))
    forget(copy, people[0])
    assert people[0].code in read_people(cohort)
    with open_gradebook(cohort) as gradebook:
        assert people[0].code in {s.id for s in gradebook.students}
