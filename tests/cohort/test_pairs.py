"""A case given out in two files: who gets which, what each is handed, and one column for both."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from benchbook.answers import SheetFile, sheet_name
from benchbook.casebook.contents import Library
from benchbook.cli import app
from benchbook.cohort.folder import Cohort, find_cohort
from benchbook.cohort.hand_ins.joining import take
from benchbook.cohort.hand_ins.membership import Membership
from benchbook.cohort.new import add_people, new_cohort
from benchbook.cohort.people import Person, read_people
from benchbook.cohort.releasing import release_pair as module
from benchbook.cohort.releasing.pairs import Pairs, draw, pair_of, read_pairs
from benchbook.cohort.releasing.release import release_case
from benchbook.cohort.releasing.release_pair import release_pair
from benchbook.cohort.results.rows import cohort_rows
from benchbook.errors import UsageError
from benchbook.handing_in.sending import prepare

CASE, OTHER, SEED = "the-orchard", "the-orchard-b", 7
PEOPLE = st.dictionaries(
    st.text("ABCDEFGH23456789", min_size=8, max_size=8),
    st.sampled_from(["", "A", "B", "C"]),
    min_size=1,
    max_size=40,
)


def persons(groups: dict[str, str]) -> dict[str, Person]:
    return {code: Person(code, code, group=group) for code, group in groups.items()}


@given(PEOPLE, st.integers())
def test_a_lot_gives_everybody_a_file_and_deals_evenly_in_each_group(
    groups: dict[str, str], seed: int
) -> None:
    who = draw(persons(groups), (CASE, OTHER), seed)
    assert set(who) == set(groups)
    for group in {"A", "B", "C"} & set(groups.values()):
        dealt = Counter(who[code] for code in groups if groups[code] == group)
        assert abs(dealt[CASE] - dealt[OTHER]) <= 1
    everybody = Counter(who.values())
    assert abs(everybody[CASE] - everybody[OTHER]) <= 1 + len(set(groups.values()))


@given(PEOPLE, st.integers())
def test_the_same_seed_draws_the_same_lot(groups: dict[str, str], seed: int) -> None:
    files = (CASE, OTHER)
    assert draw(persons(groups), files, seed) == draw(persons(groups), files, seed)


def test_another_seed_draws_another_lot() -> None:
    groups = {f"CODE{n:04}": "" for n in range(30)}
    lots = {tuple(draw(persons(groups), (CASE, OTHER), s).items()) for s in range(20)}
    assert len(lots) == 20


@given(PEOPLE, PEOPLE, st.integers())
def test_who_has_a_file_keeps_it_when_others_come(
    first: dict[str, str], more: dict[str, str], seed: int
) -> None:
    before = draw(persons(first), (CASE, OTHER), seed)
    after = draw(persons({**more, **first}), (CASE, OTHER), seed, before)
    assert {code: after[code] for code in before} == before


@given(PEOPLE, st.integers())
def test_by_group_a_group_has_one_file_together(groups: dict[str, str], seed: int) -> None:
    who = draw(persons(groups), (CASE, OTHER), seed, by_group=True)
    for group in {"A", "B", "C"}:
        assert len({who[code] for code in groups if groups[code] == group}) <= 1


@dataclass
class Paired:
    """A cohort with a case in two files, and what its learners handed in."""

    cohort: Cohort
    pairs: Pairs
    place: Path

    def run(self, *arguments: str) -> str:
        """Give a command in the cohort's folder and return what it printed."""
        done = CliRunner().invoke(app, [*arguments, "--cohort", str(self.cohort.root)])
        assert done.exit_code == 0, done.output
        return done.output

    def hand_in(self, library: Library, code: str, file: str | None = None) -> None:
        """Take in the learner's own file, or `file`, answer it rightly, and hand it in."""
        zip_file = self.cohort.root / "handout" / CASE / f"{code}.zip"
        own = self.pairs.who[code]
        if file not in (None, own):
            zip_file = zip_file.with_name(f"{self.pairs.has(str(file))[0]}.zip")
        learner = self.place / "learners" / code
        take(zip_file, learner)
        folder = learner / "cases" / (file or own)
        sheet = SheetFile(folder, folder.name, 1)
        for question, answer in library.cases[folder.name].key_answers().items():
            sheet.record(question, json.loads(json.dumps(answer)))
        sheet.hand_in()
        told = prepare(sheet.path, Membership(cohort=self.cohort.card.id, code=code))
        inbox = self.place / "inbox"
        inbox.mkdir(exist_ok=True)
        (inbox / told.name).write_bytes(told.content)


@pytest.fixture(scope="module")
def first(made: Cohort, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Paired:
    """Give the cohort with everything handed in, collected and marked; no test changes it."""
    place = tmp_path_factory.mktemp("pairs")
    shutil.copytree(made.root, place / "workshop")
    cohort = find_cohort(place / "workshop")
    paired = Paired(cohort, Pairs(CASE, (CASE, OTHER), SEED, {}), place)
    out = paired.run("cohort", "release", CASE, "--pairs", str(SEED), "--due", "2026-12-01T17:00")
    assert f"{OTHER}, edition 1: released. 6 people." in out
    paired.pairs = read_pairs(cohort, CASE) or paired.pairs
    for code in paired.pairs.who:
        paired.hand_in(library, code)
    assert "12 received" in paired.run("cohort", "collect", "--from", str(place / "inbox"))
    out = paired.run("mark", CASE)
    assert f"Marked 6 of {CASE}" in out
    assert f"Marked 6 of {OTHER}" in out
    return paired


@pytest.fixture
def paired(first: Paired, tmp_path: Path) -> Paired:
    """Give a copy, to do with what a test likes."""
    shutil.copytree(first.cohort.root, tmp_path / "workshop")
    return Paired(find_cohort(tmp_path / "workshop"), first.pairs, tmp_path)


def test_the_list_says_who_has_which_by_code(first: Paired) -> None:
    with first.cohort.pairs_file(CASE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["code"]: r["file"] for r in rows} == first.pairs.who
    assert {r["seed"] for r in rows} == {str(SEED)}
    assert set(first.pairs.who) == set(read_people(first.cohort))


def test_each_learner_is_handed_their_own_file_and_nothing_of_the_other(first: Paired) -> None:
    for code, file in first.pairs.who.items():
        with zipfile.ZipFile(first.cohort.root / "handout" / CASE / f"{code}.zip") as archive:
            assert archive.namelist() == [f"{file}/{file}.case.json", f"{file}/{file}.ipynb"]
    assert not list((first.cohort.root / "handout").glob(f"{CASE}*.zip"))


def test_both_files_are_assignments_of_nbgrader_with_the_same_cells_and_points(
    first: Paired,
) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(first.cohort.db_url, first.cohort.card.id) as gradebook:
        notebooks = {name: gradebook.find_notebook(name, name) for name in (CASE, OTHER)}
        found = {
            name: [(c.name, c.max_score) for c in (*n.grade_cells, *n.task_cells)]
            for name, n in notebooks.items()
        }
        dues = {gradebook.find_assignment(name).duedate for name in (CASE, OTHER)}
    assert sorted(found[CASE]) == sorted(found[OTHER])
    assert len(found[CASE]) > 5
    assert len(dues) == 1
    assert None not in dues


def test_releasing_it_again_by_either_name_keeps_the_lot_and_needs_no_seed(paired: Paired) -> None:
    before = {p: p.read_bytes() for p in (paired.cohort.root / "handout").rglob("*.zip")}
    for arguments in ((CASE,), (OTHER,)):
        assert "released already" in paired.run("cohort", "release", *arguments)
    assert {p: p.read_bytes() for p in (paired.cohort.root / "handout").rglob("*.zip")} == before
    assert read_pairs(paired.cohort, CASE) == paired.pairs


def test_another_seed_is_refused_because_who_has_which_stays(
    paired: Paired, library: Library
) -> None:
    with pytest.raises(UsageError, match=r"drawn with the seed 7, .* Give --pairs 7"):
        release_pair(paired.cohort, library, CASE, 8)


def test_who_comes_later_is_dealt_a_file_too(paired: Paired, library: Library) -> None:
    roster = paired.place / "more.csv"
    roster.write_text("name,group\nNew One,A\n", encoding="utf-8")
    (came,), _ = add_people(paired.cohort, roster)
    done = release_pair(paired.cohort, library, CASE, SEED)
    assert {c: f for c, f in done.pairs.who.items() if c != came.code} == paired.pairs.who
    assert (done.handout / f"{came.code}.zip").is_file()


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("the-permit", r"“the-permit” has no variant, .* Cases with a variant: .*the-orchard"),
        (OTHER, r"is a variant\. .* cohort release the-orchard --pairs SEED"),
        ("nothing", r"There is no case “nothing”"),
    ],
)
def test_what_is_no_pair_is_refused(cohort: Cohort, library: Library, case: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        release_pair(cohort, library, case, SEED)


def test_a_case_that_all_have_already_is_not_drawn_any_more(
    cohort: Cohort, library: Library
) -> None:
    with pytest.raises(UsageError, match=r"“night-shift” was given to everybody before"):
        release_pair(cohort, library, "night-shift", SEED)


def test_a_stopped_release_goes_on_with_the_same_lot(
    cohort: Cohort, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "hand_out", stop)
        with pytest.raises(KeyboardInterrupt):
            release_pair(cohort, library, CASE, SEED)
    drawn = read_pairs(cohort, CASE)
    done = release_pair(cohort, library, CASE, SEED)
    assert done.pairs == drawn
    assert len(list(done.handout.glob("*.zip"))) == len(done.pairs.who)


def test_a_damaged_list_is_told_and_not_drawn_anew(paired: Paired) -> None:
    paired.cohort.pairs_file(CASE).write_text("code,file\nX,Y\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"pairs/the-orchard\.csv cannot be read: .*Restore it"):
        pair_of(paired.cohort, CASE)


def test_only_who_has_a_file_is_missing_for_it(paired: Paired) -> None:
    gone = paired.pairs.has(OTHER)[0]
    shutil.rmtree(paired.cohort.root / "received" / OTHER / gone)
    shutil.rmtree(paired.cohort.submitted(OTHER, gone))
    inbox = paired.place / "empty"
    inbox.mkdir()
    out = paired.run("cohort", "collect", "--from", str(inbox))
    missing = dict(re.findall(r"Not handed in for ([a-z-]+): (.*)\.", out))
    assert (missing[OTHER], missing[CASE]) == (gone, "nobody")


def test_a_hand_in_of_the_other_file_is_told_kept_and_counted(
    paired: Paired, library: Library
) -> None:
    code = paired.pairs.has(CASE)[0]
    shutil.rmtree(paired.cohort.root / "received" / CASE / code)
    shutil.rmtree(paired.cohort.submitted(CASE, code))
    paired.hand_in(library, code, OTHER)
    out = paired.run("cohort", "collect", "--from", str(paired.place / "inbox"))
    assert f"{code}, {OTHER}: this learner was given the other file, {CASE}." in out
    rows = cohort_rows(paired.cohort, CASE)
    assert rows.file_of[code] == OTHER
    assert rows.hand_ins[code].earned == sum(
        q.points for q in rows.case.questions if q.kind != "ruling"
    )


def test_marks_of_both_files_stand_in_one_column_with_the_file_named(
    first: Paired, tmp_path: Path
) -> None:
    first.run("export", CASE, "--to", str(tmp_path))
    with (tmp_path / "learners.csv").open(encoding="utf-8-sig", newline="") as file:
        learners = {row["code"]: row for row in csv.DictReader(file)}
    assert {code: row[f"{CASE}.file"] for code, row in learners.items()} == first.pairs.who
    full = {float(row[f"{CASE}.earned"]) for row in learners.values()}
    assert full == {52.0}
    assert not any(OTHER in column for column in next(iter(learners.values())))
    with (tmp_path / "questions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(r["case"], r["file"]) for r in rows} == {(CASE, CASE), (CASE, OTHER)}
    assert {r["code"]: r["file"] for r in rows} == first.pairs.who


def test_the_report_shows_both_files_and_what_differs_and_names_nobody(
    first: Paired, library: Library, tmp_path: Path
) -> None:
    first.run("report", CASE, "--to", str(tmp_path / "report.html"))
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "12</dd>" in html
    assert "Average share of the points, by file" in html
    other = library.cases[OTHER]
    assert other.title in html
    assert (other.differs or "")[:40] in html
    assert not any(code in html for code in first.pairs.who)


def test_the_report_leaves_out_a_file_that_fewer_than_five_handed_in(paired: Paired) -> None:
    for code in paired.pairs.has(OTHER)[:2]:
        shutil.rmtree(paired.cohort.submitted(OTHER, code))
    paired.run("report", CASE)
    html = (paired.cohort.root / "report" / f"{CASE}.html").read_text(encoding="utf-8")
    assert "4 of the hand-ins are of a file that fewer than 5 people handed in." in html
    assert "second file)" not in html


def test_a_single_hand_in_of_a_pair_can_be_marked_by_code(paired: Paired) -> None:
    code = paired.pairs.has(OTHER)[1]
    out = paired.run("mark", CASE, "--only", code, "--again", "--yes")
    assert f"of {OTHER} in" in out
    assert f"of {CASE} in" not in out


def test_feedback_is_made_for_both_files(paired: Paired) -> None:
    out = paired.run("feedback", CASE)
    assert f"{CASE}: 6 page(s)" in out
    assert f"{OTHER}: 6 page(s)" in out


def test_forgetting_takes_away_the_learners_file_and_their_line(paired: Paired) -> None:
    code = paired.pairs.has(OTHER)[0]
    out = paired.run("cohort", "forget", code, "--yes")
    assert f"handout/{CASE}/{code}.zip" in out
    assert f"pairs/{CASE}.csv (rows taken out)" in out
    assert code not in paired.cohort.pairs_file(CASE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def exchanged(library: Library, tmp_path_factory: pytest.TempPathFactory) -> tuple[Cohort, Pairs]:
    place = tmp_path_factory.mktemp("exchange")
    (place / "exchange").mkdir()
    (place / "exchange").chmod(0o777)
    from nbgrader.utils import get_username

    me = get_username()
    roster = place / "roster.csv"
    lines = [f"P{n},{'AB'[n % 2]},{me if n == 0 else f'user{n}'}" for n in range(6)]
    roster.write_text("name,group,username\n" + "\n".join(lines) + "\n", encoding="utf-8")
    cohort, _ = new_cohort(place / "workshop", roster, exchange=str(place / "exchange"))
    return cohort, release_pair(cohort, library, CASE, SEED).pairs


exchange_only = pytest.mark.skipif(os.name == "nt", reason="nbgrader's exchange needs POSIX")


@exchange_only
def test_with_an_exchange_a_group_has_one_file_together(
    exchanged: tuple[Cohort, Pairs],
) -> None:
    cohort, pairs = exchanged
    people = read_people(cohort)
    by_group = {g: {pairs.who[p.code] for p in people.values() if p.group == g} for g in "AB"}
    assert sorted(next(iter(files)) for files in by_group.values()) == [CASE, OTHER]
    assert all(len(files) == 1 for files in by_group.values())


@exchange_only
def test_the_exchange_shows_neither_file_of_a_pair(
    exchanged: tuple[Cohort, Pairs], library: Library
) -> None:
    cohort, _ = exchanged
    outbound = Path(str(cohort.card.exchange), cohort.card.id, "outbound")
    for file in (CASE, OTHER):
        assert [p.name for p in (outbound / file).iterdir()] == [f"{file}.ipynb"]
        text = (outbound / file / f"{file}.ipynb").read_text(encoding="utf-8")
        assert "benchbook join" in text
        first = library.cases[file].exhibits[0].passages[0].text
        assert first[:30] not in text
        assert "answer(" not in text


@exchange_only
def test_a_file_of_a_pair_is_handed_in_by_the_exchange_and_collected(
    exchanged: tuple[Cohort, Pairs], tmp_path: Path
) -> None:
    cohort, pairs = exchanged
    me = next(p for p in read_people(cohort).values() if p.name == "P0")
    file = pairs.who[me.code]
    take(cohort.root / "handout" / CASE / f"{me.code}.zip", tmp_path)
    folder = tmp_path / "cases" / file
    SheetFile(folder, file, 1).hand_in()
    # In a process of its own, as the page does: nbgrader's messages are turned off there for good.
    done = subprocess.run(
        [sys.executable, "-P", "-m", "benchbook.handing_in.submit", folder, file, cohort.card.id, str(cohort.card.exchange)],
        capture_output=True, check=True, cwd=folder,
    )  # fmt: skip
    assert list(json.loads(done.stdout)) == ["sent"]
    paired = Paired(cohort, pairs, tmp_path)
    assert "1 received" in paired.run("cohort", "collect")
    assert (cohort.submitted(file, me.code) / sheet_name(file)).is_file()


@exchange_only
def test_releasing_a_pair_in_an_exchange_again_shows_no_more(
    exchanged: tuple[Cohort, Pairs], library: Library
) -> None:
    cohort, pairs = exchanged
    done = release_pair(cohort, library, CASE, SEED)
    assert {r.did for r in done.did.values()} == {"nothing"}
    assert done.pairs == pairs


def test_a_case_released_to_all_is_not_touched_by_pairs(cohort: Cohort, library: Library) -> None:
    assert release_case(cohort, library, "night-shift").did == "nothing"
    assert pair_of(cohort, "night-shift") is None
