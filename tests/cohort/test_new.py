"""Making a cohort: what lies in its folder, and that a mistake leaves nothing behind."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from benchbook.cli import app
from benchbook.cohort import new as new_module
from benchbook.cohort.codes import is_code, new_code
from benchbook.cohort.folder import Cohort, find_cohort
from benchbook.cohort.gradebook.enrolment import open_gradebook
from benchbook.cohort.new import MAKING, add_people, new_cohort
from benchbook.cohort.people import read_people
from benchbook.errors import ContentError, UsageError

from .conftest import PEOPLE

pytestmark = pytest.mark.long
Roster = Callable[..., Path]
TWO = ("name,email,group,username", "Ana Žukė,ana@example.org,A,ana", "Bo Li,bo@example.org,B,bo")


def students(cohort: Cohort) -> set[str]:
    with open_gradebook(cohort) as gradebook:
        return {str(s.id) for s in gradebook.students}


def everything(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def join_files(cohort: Cohort) -> set[str]:
    return {p.stem for p in (cohort.root / "handout" / "join").iterdir()}


def test_each_person_stands_in_the_gradebook_by_code_and_in_the_list_by_name(made: Cohort) -> None:
    people = read_people(made)
    assert {p.name for p in people.values()} == {name for name, *_ in PEOPLE}
    assert students(made) == set(people) == join_files(made)


def test_the_gradebook_and_the_files_to_join_with_hold_no_name(made: Cohort) -> None:
    for place in ("gradebook.db", "cohort.json", "nbgrader_config.py", "handout"):
        paths = [made.root / place, *(made.root / place).rglob("*")]
        for data in (p.read_bytes() for p in paths if p.is_file()):
            for name, email, _, _ in PEOPLE:
                assert name.encode() not in data
                assert not email or email.encode() not in data


def test_the_file_to_join_with_says_which_cohort_and_which_code(made: Cohort) -> None:
    code = next(iter(read_people(made)))
    told = json.loads((made.root / "handout" / "join" / f"{code}.json").read_text(encoding="utf-8"))
    assert told == {
        "format": 1,
        "cohort": "workshop",
        "title": "Workshop in Vilnius",
        "code": code,
        "exchange": None,
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_list_of_people_is_private_even_where_new_files_are_not(
    roster: Roster, tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        cohort, _ = new_cohort(tmp_path / "w", roster(*TWO))
    finally:
        os.umask(before)
    assert stat.S_IMODE(cohort.people_file.stat().st_mode) == 0o600


def test_nbgraders_own_command_can_bring_the_gradebook_up_to_date(made: Cohort) -> None:
    with open_gradebook(made) as gradebook:
        from nbgrader.api import get_alembic_version
        from sqlalchemy import text

        noted = gradebook.db.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert noted == get_alembic_version()


@pytest.mark.parametrize(
    "name", ["2026 Vilnius (judges)", "Šiauliai", "李明", "a" * 120, "it's 50% #1"]
)
def test_a_folder_may_have_any_name_and_the_cohort_gets_a_word(
    roster: Roster, tmp_path: Path, name: str
) -> None:
    cohort, people = new_cohort(tmp_path / name, roster(*TWO))
    assert find_cohort(tmp_path / name).card == cohort.card
    assert cohort.card.title == name
    assert students(cohort) == {p.code for p in people}


def test_a_wrong_roster_writes_nothing(roster: Roster, tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        new_cohort(tmp_path / "w", roster("name,email", "Ana,a@b.org", "Bo,a@b.org"))
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://h/d", "kept in SQLite or PostgreSQL"),
        ("nonsense", "cannot be read"),
        ("postgresql://ana:secret@127.0.0.1:1/none", "cannot be opened"),
    ],
)
def test_a_database_that_cannot_be_used_writes_nothing_and_shows_no_password(
    roster: Roster, tmp_path: Path, address: str, told: str
) -> None:
    with pytest.raises(UsageError, match=told) as error:
        new_cohort(tmp_path / "w", roster(*TWO), gradebook=address)
    assert "secret" not in str(error.value)
    assert not (tmp_path / "w").exists()


def test_a_database_of_another_cohort_is_refused(roster: Roster, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'shared.db'}"
    new_cohort(tmp_path / "one", roster(*TWO), gradebook=address)
    with pytest.raises(UsageError, match="holds another cohort already"):
        new_cohort(tmp_path / "two", roster(*TWO), gradebook=address)


def test_a_folder_with_anything_in_it_is_left_as_it_is(roster: Roster, tmp_path: Path) -> None:
    (tmp_path / "w" / "source").mkdir(parents=True)
    (tmp_path / "w" / "gradebook.db").write_text("mine", encoding="utf-8")
    before = everything(tmp_path / "w")
    with pytest.raises(UsageError, match="is not empty"):
        new_cohort(tmp_path / "w", roster(*TWO))
    assert everything(tmp_path / "w") == before


def test_a_cohort_is_never_made_over_another(cohort: Cohort, roster: Roster) -> None:
    before = everything(cohort.root)
    with pytest.raises(UsageError, match="is a cohort already"):
        new_cohort(cohort.root, roster(*TWO))
    assert everything(cohort.root) == before


@pytest.mark.parametrize("stop_at", ["write_people", "write_membership", "enrol", "write_card"])
def test_after_a_stop_it_can_be_run_again_and_people_keep_their_codes(
    roster: Roster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: str
) -> None:
    path = roster(*TWO)
    with monkeypatch.context() as patch:

        def stop(*_: Any) -> None:
            raise KeyboardInterrupt

        patch.setattr(new_module, stop_at, stop)
        with pytest.raises(KeyboardInterrupt):
            new_cohort(tmp_path / "w", path)
    half = tmp_path / "w" / "people.csv"
    codes = set(read_people(Cohort(tmp_path / "w", cohort_card()))) if half.is_file() else None
    cohort, people = new_cohort(tmp_path / "w", path)
    assert codes is None or codes == {p.code for p in people}
    assert students(cohort) == join_files(cohort) == {p.code for p in people}
    assert not (cohort.root / MAKING).exists()


def cohort_card() -> Any:
    from benchbook.cohort.folder import Card

    return Card(id="w", title="w")


def test_people_added_later_get_codes_and_the_others_keep_theirs(
    cohort: Cohort, roster: Roster
) -> None:
    before = read_people(cohort)
    ana = next(p for p in before.values() if p.username == "azuke")
    came, there = add_people(
        cohort,
        roster("name,email,username", "Zoë New,zoe@example.org,zoe", f"Ana Žukė,{ana.email},"),
    )
    assert [p.name for p in came] == ["Zoë New"]
    assert there == [ana]
    after = read_people(cohort)
    assert {c: p for c, p in after.items() if c in before} == before
    assert students(cohort) == join_files(cohort) == set(after)


def test_adding_the_same_roster_again_changes_nothing(cohort: Cohort, roster: Roster) -> None:
    path = roster("name,email", "Zoë New,zoe@example.org", "Only Name,")
    add_people(cohort, path)
    before = read_people(cohort)
    came, there = add_people(cohort, path)
    assert (came, len(there)) == ([], 2)
    assert read_people(cohort) == before


def test_a_wrong_roster_adds_nobody(cohort: Cohort, roster: Roster) -> None:
    before = everything(cohort.root)
    with pytest.raises(ContentError):
        add_people(cohort, roster("name,email", "Zoë,zoe@example.org", "Bo,nothing"))
    assert everything(cohort.root) == before


def test_a_roster_may_bring_codes_of_its_own(roster: Roster, tmp_path: Path) -> None:
    code = new_code()
    _, people = new_cohort(tmp_path / "w", roster("name,code", f"Ana,{code.lower()}", "Bo,"))
    assert people[0].code == code
    assert is_code(people[1].code)


def test_an_exchange_that_is_missing_is_made_for_everybody_to_write_to(
    roster: Roster, tmp_path: Path
) -> None:
    cohort, people = new_cohort(tmp_path / "w", roster(*TWO), exchange=str(tmp_path / "x" / "ex"))
    assert stat.S_IMODE((tmp_path / "x" / "ex").stat().st_mode) == 0o777
    told = json.loads((cohort.root / "handout" / "join" / f"{people[0].code}.json").read_text())
    assert told["exchange"] == str(tmp_path / "x" / "ex")


def test_an_exchange_that_is_a_file_or_inside_the_cohort_is_refused(
    roster: Roster, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    for place, told in (
        ("file", "no folder that you can write to"),
        ("file/in", "cannot be made"),
        ("w/ex", "lies inside"),
    ):
        with pytest.raises(UsageError, match=told):
            new_cohort(tmp_path / "w", roster(*TWO), exchange=str(tmp_path / place))
        assert not (tmp_path / "w").exists()


def test_an_exchange_that_cannot_be_written_to_is_refused(
    roster: Roster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests may run as root, who can write everywhere.
    monkeypatch.setattr(new_module, "_writable", lambda _: False)
    (tmp_path / "ex").mkdir()
    with pytest.raises(UsageError, match="no folder that you can write to"):
        new_cohort(tmp_path / "w", roster(*TWO), exchange=str(tmp_path / "ex"))


def test_on_windows_an_exchange_is_refused_with_the_other_way(
    roster: Roster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_module, "WINDOWS", True)
    with pytest.raises(UsageError, match="does not work on Windows"):
        new_cohort(tmp_path / "w", roster(*TWO), exchange=str(tmp_path / "ex"))
    assert not (tmp_path / "w").exists()


def test_a_password_in_the_gradebooks_address_is_kept_from_others(
    tmp_path: Path,
) -> None:
    from benchbook.cohort.folder import Card, write_card

    card = Card(id="w", title="W", gradebook="postgresql://ana:secret@host/db")
    write_card(Cohort(tmp_path, card))
    assert stat.S_IMODE((tmp_path / "cohort.json").stat().st_mode) == 0o600


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


def test_the_command_says_how_many_people_and_what_to_do_next(
    roster: Roster, tmp_path: Path, runner: CliRunner
) -> None:
    path = roster(*TWO)
    done = runner.invoke(app, ["cohort", "new", str(tmp_path / "w"), "--roster", str(path)])
    assert done.exit_code == 0, done.output
    assert "for 2 people" in done.output
    assert "join" in done.output
    more = roster("name", "Cy", name="more.csv")
    arguments = ["cohort", "add", "--roster", str(more), "--cohort", str(tmp_path / "w")]
    done = runner.invoke(app, arguments)
    assert "Took in 1 person; 0 of the list were there already." in done.output


def test_making_a_cohort_starts_no_other_program(
    roster: Roster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any, **__: Any) -> None:
        raise AssertionError("started a program, which takes seconds")

    monkeypatch.setattr("subprocess.Popen.__init__", stop)
    cohort, people = new_cohort(tmp_path / "w", roster(*TWO))
    assert students(cohort) == {p.code for p in people}
