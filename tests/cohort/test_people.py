"""A roster as people really send it is read, or refused with line and remedy."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchbook.cohort.codes import is_code, new_code
from benchbook.cohort.folder import Card, Cohort
from benchbook.cohort.people import Person, read_people, read_roster, write_people
from benchbook.errors import ContentError, UsageError

Roster = Callable[..., Path]
HEAD = "name,email,group,username"


def refused(path: Path, there: dict[str, Person] | None = None) -> str:
    with pytest.raises(ContentError) as error:
        read_roster(path, there)
    return str(error.value)


def test_each_person_of_a_roster_gets_a_code_of_their_own(roster: Roster) -> None:
    people = read_roster(roster(HEAD, "Ana Žukė,ana@example.org,A,ana", "Bo Li,,,"))
    assert [(p.name, p.email, p.group, p.username) for p in people] == [
        ("Ana Žukė", "ana@example.org", "A", "ana"),
        ("Bo Li", "", "", ""),
    ]
    assert len({p.code for p in people}) == 2
    assert all(is_code(p.code) for p in people)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_are_read_alike(roster: Roster, separator: str) -> None:
    lines = [["name", "email", "group"], ["Ana Žukė", "ana@example.org", "A, B; C"]]
    path = roster(*(separator.join(f'"{c}"' for c in line) for line in lines))
    [person] = read_roster(path)
    assert (person.name, person.group) == ("Ana Žukė", "A, B; C")


def test_the_line_that_names_the_separator_is_passed_over(roster: Roster) -> None:
    [person] = read_roster(roster("sep=;", "name;email", "Ana Žukė;ana@example.org"))
    assert person.email == "ana@example.org"
    assert ":4:" in refused(roster("sep=;", "name;email", "Ana;a@b.org", "Bo;nothing"))


def test_a_byte_order_mark_and_lines_ended_by_any_system_are_read(roster: Roster) -> None:
    for end in ("\n", "\r\n", "\r"):
        text = f"name,email{end}Ana Žukė,ana@example.org{end}"
        [person] = read_roster(roster(data=b"\xef\xbb\xbf" + text.encode()))
        assert person.name == "Ana Žukė"


def test_header_in_other_case_extra_columns_and_blank_rows_do_no_harm(roster: Roster) -> None:
    path = roster(
        "Court, NAME ,Email,,", "Vilnius, Ana  Žukė ,,,", ",,,,", "", "  ,,,,", "Kaunas,Bo Li"
    )
    assert [p.name for p in read_roster(path)] == ["Ana Žukė", "Bo Li"]


def test_a_letter_with_an_accent_is_one_sign_however_it_was_typed(roster: Roster) -> None:
    [person] = read_roster(roster("name", "Jose\u0301 Nu\u0301n\u0303ez\u200b"))
    assert person.name == "José Núñez"


def test_a_name_over_two_lines_becomes_one_line_and_later_lines_are_still_counted(
    roster: Roster,
) -> None:
    path = roster("name,email", '"Ana\nŽukė",ana@example.org', "Bo Li,nobody")
    assert ":4: “nobody” is not an email address" in refused(path)
    [person] = read_roster(roster("name,email", '"Ana\nŽukė",ana@example.org'))
    assert person.name == "Ana Žukė"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("name\nJosé Núñez\n".encode("latin-1"), ":2: the file is not UTF-8 text. Save it"),
        ("name\nAna\n".encode("utf-16"), "is not UTF-8 text. Save it"),
        (b"PK\x03\x04whatever", "is a spreadsheet and not a CSV file. Save it"),
        (b"name\nAna\0\n", "is not plain text. Save it"),
        (b"", ":1: no column is called “name”"),
        (b"Nom,Courriel\nAna,a@b.org\n", ":1: no column is called “name”"),
        (b"name,email,Email\nAna,a@b.org,c@d.org\n", ":1: the column “email” stands twice"),
        (b"name,email\n", ":1: the roster names nobody"),
        (b'name,email\n"Ana,a@b.org\n', ":2: this row cannot be read"),
        (b"name,email\nAna, Li,a@b.org\n", ":2: this row has more columns than the first"),
        (b"name,email\n,a@b.org\n", ":2: this row has no name. Write one."),
        (b"name,email\n???,a@b.org\n", ":2: this row has no name. Write one."),
        (b"name,code\nAna,../../x\n", ":2: “../../x” is not a code"),
        (b"name,username\nAna,../x\n", ":2: “../x” cannot be a user name"),
        (b"name,username\nAna,a+b\n", ":2: “a+b” cannot be a user name"),
        (b"name,email\nAna,a@b.org\nBo,A@B.org\n", ":3: the email “A@B.org” stands in line 2"),
        (b"name,username\nAna,ana\nBo,ANA\n", ":3: the user name “ANA” stands in line 2"),
        (b"name\nAna\nana\n", ":3: “ana” stands in line 2 already. Two people of one name"),
    ],
)  # fmt: skip
def test_a_roster_that_cannot_be_used_is_refused_with_place_and_remedy(
    roster: Roster, data: bytes, told: str
) -> None:
    assert told in refused(roster(data=data))


def test_a_code_that_stands_twice_is_refused(roster: Roster) -> None:
    code = new_code()
    told = refused(roster("name,code", f"Ana,{code}", f"Bo,{code[:4].lower()}-{code[4:]}"))
    assert f":3: the code “{code}” stands in line 2 already" in told


def test_everything_that_is_wrong_is_told_at_once(roster: Roster) -> None:
    told = refused(roster("name,email,code", "Ana,x,", ",a@b.org,NOPE", "Bo,c@d.org,"))
    assert [line.split(":")[1] for line in told.splitlines()] == ["2", "3", "3"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "the file cannot be read" in refused(tmp_path / "none.csv")


def test_two_people_of_one_name_with_emails_are_two_people(roster: Roster) -> None:
    path = roster("name,email", "Ana Li,a@b.org", "Ana Li,c@d.org")
    assert len({p.code for p in read_roster(path)}) == 2


@pytest.fixture
def there() -> dict[str, Person]:
    people = [
        Person(new_code(), "Ana Žukė", "ana@example.org", "A", "ana"),
        Person(new_code(), "Bo Li", "bo@example.org", "A", "bo"),
        Person(new_code(), "Cy Ó Sé"),
    ]
    return {p.code: p for p in people}


@pytest.mark.parametrize(
    "row",
    [",Ana Marija Žukė,ANA@example.org,,", ",Somebody,,,Ana", "{code},Somebody,,,"],
)  # fmt: skip
def test_who_is_there_already_by_email_user_name_or_code_keeps_the_code(
    roster: Roster, there: dict[str, Person], row: str
) -> None:
    ana = next(iter(there.values()))
    [person] = read_roster(
        roster("code,name,email,group,username", row.format(code=ana.code)), there
    )
    assert person.code == ana.code
    assert person.group == "A"


def test_who_has_only_a_name_is_known_again_by_the_name(
    roster: Roster, there: dict[str, Person]
) -> None:
    [cy, new] = read_roster(roster("name", "cy ó sé", "Dee Li"), there)
    assert cy.code == list(there)[2]
    assert new.code not in there


def test_a_row_with_things_of_two_people_is_refused(
    roster: Roster, there: dict[str, Person]
) -> None:
    told = refused(roster("name,email,username", "Ana,ana@example.org,bo"), there)
    assert ":2: this row may mean two people of the cohort" in told


def test_a_row_that_gives_a_known_person_another_code_is_refused(
    roster: Roster, there: dict[str, Person]
) -> None:
    told = refused(roster("name,email,code", f"Ana,ana@example.org,{new_code()}"), there)
    assert f"knows this person as {next(iter(there))} and not as" in told


def test_two_rows_for_one_person_of_the_cohort_are_refused(
    roster: Roster, there: dict[str, Person]
) -> None:
    told = refused(roster("name,email,username", "Ana,ana@example.org,", "Ana,,ana"), there)
    assert ":3: the code" in told


@pytest.fixture
def empty(tmp_path: Path) -> Cohort:
    root = tmp_path / "c"
    root.mkdir()
    return Cohort(root, Card(id="c", title="C"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_list_of_people_is_readable_by_its_owner_alone_whatever_the_umask(
    empty: Cohort, there: dict[str, Person]
) -> None:
    before = os.umask(0)
    try:
        write_people(empty, there)
        assert stat.S_IMODE(empty.people_file.stat().st_mode) == 0o600
        empty.people_file.chmod(0o666)
        write_people(empty, there)
        assert stat.S_IMODE(empty.people_file.stat().st_mode) == 0o600
    finally:
        os.umask(before)


names = st.text(min_size=1, max_size=40).map(lambda t: " ".join(f"x{t}".split()))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(names, min_size=1, max_size=5))
def test_what_a_roster_says_is_read_back_from_the_list_of_people(
    empty: Cohort, roster: Roster, given_names: list[str]
) -> None:
    lines = [
        '"{}",{}@example.org'.format(name.replace('"', '""'), n)
        for n, name in enumerate(given_names)
        if name.isprintable()
    ]
    if not lines:
        return
    people = {p.code: p for p in read_roster(roster("name,email", *lines))}
    write_people(empty, people)
    assert read_people(empty) == people


def test_a_list_saved_again_by_a_spreadsheet_is_still_read(
    empty: Cohort, there: dict[str, Person]
) -> None:
    write_people(empty, there)
    text = empty.people_file.read_text(encoding="utf-8").replace(",", ";").replace("\n", "\r\n")
    empty.people_file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_people(empty) == there


@pytest.mark.parametrize(
    "text", ["", "name\nAna\n", "code,name\nNOPE,Ana\n", "code,name\n,Ana\n", "code,name\n\x00"]
)
def test_a_damaged_list_of_people_is_told_with_the_remedy(empty: Cohort, text: str) -> None:
    empty.people_file.write_text(text, encoding="utf-8")
    if text == "":
        empty.people_file.unlink()
    with pytest.raises(UsageError, match=r"Restore people\.csv from your own copy"):
        read_people(empty)
