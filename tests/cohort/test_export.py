"""The CSV files: whole for a spreadsheet, harmless in it, documented, and shaped for Moodle and Canvas."""

from __future__ import annotations

import csv
import io
import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from benchbook.cli import app
from benchbook.cohort.people import Person
from benchbook.cohort.results.csv_file import csv_bytes, harmless, plain
from benchbook.cohort.results.export import CANVAS, PERSONAL, export, learners_table, moodle_table
from benchbook.cohort.results.rows import cohort_rows
from benchbook.errors import UsageError

from .answered import CASE, NASTY, ROOT, Answered, answered_cohort, empty_cohort, mark_by_hand

DOCUMENT = ROOT / "docs" / "export.md"
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    answered = answered_cohort(tmp_path_factory.mktemp("export"))
    mark_by_hand(answered)
    return answered


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)


@given(CELLS)
def test_no_text_that_is_written_begins_with_a_formula_sign(text: str) -> None:
    assert harmless(text)[:1] not in set("=+-@＝＋－＠\t\r\n")
    assert harmless(text).lstrip(" ")[:1] not in set("=+-@")


@given(CELLS)
def test_the_text_can_be_had_back_from_its_cell(text: str) -> None:
    assert plain(harmless(text)) == text


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_a_csv_reader_finds_every_cell_as_it_was_written(lines: list[tuple[str, str]]) -> None:
    content = csv_bytes(["one", "two"], lines, mark=True).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(content, newline="")))
    assert found == [["one", "two"], *([harmless(a), harmless(b)] for a, b in lines)]


def test_a_harmless_text_stays_as_it_is() -> None:
    for text in ("Ada", "O'Neill", "'t Hooft", "a=b", "3-4", "Ünal"):
        assert harmless(text) == text


def test_a_file_is_utf8_with_a_mark_for_excel_and_lines_that_end_as_rfc_4180_says(
    made: Answered, folder: Path
) -> None:
    for path in export(made.cohort, [CASE], folder).files:
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")


def test_there_is_one_row_a_learner_and_one_a_question(made: Answered, folder: Path) -> None:
    learners, questions = export(made.cohort, [CASE], folder).files
    assert list(read(learners)["code"]) == sorted(made.codes.values())
    assert len(read(questions)) == 12 * len(made.case.questions)


def test_numbers_stay_numbers_and_a_missing_mark_is_an_empty_cell(
    made: Answered, folder: Path
) -> None:
    learners = pd.read_csv(export(made.cohort, [CASE], folder).files[0], index_col="code")
    marked = learners.loc[made.codes["a"]]
    assert (marked[f"{CASE}.total"], marked[f"{CASE}.earned"]) == (74.0, 50.0)
    assert learners.loc[made.codes["j"], f"{CASE}.earned"] == 47.75
    assert learners[f"{CASE}.total"].notna().sum() == 1
    assert set(learners[f"{CASE}.handed_in"]) == {"yes", "no"}


def test_people_stand_by_code_alone_unless_names_are_asked_for(
    made: Answered, folder: Path
) -> None:
    for path in export(made.cohort, [CASE], folder).files:
        text = path.read_text(encoding="utf-8-sig")
        assert not set(PERSONAL) & set(read(path).columns)
        assert "@example.org" not in text
        assert "Lovelace" not in text


def test_names_of_every_sort_come_back_as_they_were(made: Answered, folder: Path) -> None:
    for path in export(made.cohort, [CASE], folder, names=True).files:
        names = dict(zip(read(path)["code"], read(path)["name"].map(plain), strict=True))
        for letter, name in NASTY.items():
            # A name is kept on one line, without blanks around it.
            assert names[made.codes[letter]] == " ".join(name.split())


def test_a_file_is_for_its_owner_alone(made: Answered, folder: Path) -> None:
    for path in export(made.cohort, [CASE], folder, names=True).files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def documented(section: str) -> list[str]:
    """Return the columns of a table in docs/export.md, with <case> and the like filled in."""
    text = DOCUMENT.read_text(encoding="utf-8").split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\| `([^`]+)`", text, flags=re.M)


def as_documented(column: str, case: Any) -> str:
    """Return the documented name of a written column."""
    column = column.removeprefix(f"{case.id}.")
    column = re.sub(r"^question\..+", "question.<question>", column)
    return re.sub(r"^criterion\..+", "criterion.<question>.<criterion>", column)


def test_the_documented_columns_are_the_written_ones(made: Answered, folder: Path) -> None:
    learners, questions = export(made.cohort, [CASE], folder, names=True).files
    written = [as_documented(c, made.case) for c in read(learners).columns]
    names = [c.removeprefix("<case>.") for c in documented("`learners.csv`")]
    assert list(dict.fromkeys(written)) == names
    assert list(read(questions).columns) == documented("`questions.csv`")


def test_a_case_is_named_once_and_one_at_least(made: Answered, folder: Path) -> None:
    with pytest.raises(UsageError, match="once"):
        export(made.cohort, [CASE, CASE], folder)
    with pytest.raises(UsageError, match="once"):
        export(made.cohort, [], folder)


def test_several_cases_stand_side_by_side_in_one_row_a_learner(made: Answered) -> None:
    rows = cohort_rows(made.cohort, CASE)
    other = replace(rows, case=rows.case.model_copy(update={"id": "day-shift"}))
    columns, lines = learners_table([rows, other], names=False)
    assert len(lines) == 13
    assert all(len(line) == len(columns) for line in lines)
    assert columns[2:] == [
        f"{case}.{column}"
        for case in (CASE, "day-shift")
        for column in (*rows.learners.columns[2:],)
    ]


def test_moodle_gets_what_identifies_a_person_and_the_mark(made: Answered, folder: Path) -> None:
    """docs.moodle.org, “Grade import”: columns are mapped to email, username or ID number."""
    done = export(made.cohort, [CASE], folder, system="moodle", names=True)
    table = read(done.files[0])
    assert done.files[0].name == f"moodle-{CASE}.csv"
    assert list(table.columns) == ["Full name", "Email address", "Username", made.case.title]
    assert table.to_dict("records") == [
        {
            "Full name": NASTY["a"],
            "Email address": "a@example.org",
            "Username": "user-a",
            made.case.title: "74",
        }
    ]


def test_canvas_gets_its_columns_and_its_row_of_points_possible(
    made: Answered, folder: Path
) -> None:
    """Canvas reads “Student”, “ID”, … “Section”, then assignments, then a row “Points Possible”."""
    done = export(made.cohort, [CASE], folder, system="canvas", names=True)
    content = done.files[0].read_bytes()
    lines = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    assert content.startswith(b"Student,")
    assert lines[0] == [*CANVAS, made.case.title]
    assert lines[1] == ["Points Possible", "", "", "", "", "74"]
    assert lines[2:] == [[NASTY["a"], "", "", "user-a", "", "74"]]


@pytest.mark.parametrize("system", ["moodle", "canvas"])
def test_a_mark_that_is_not_final_is_left_out_and_counted(
    made: Answered, folder: Path, system: Any
) -> None:
    told = export(made.cohort, [CASE], folder, system=system, names=True).told
    assert told == (f"{CASE}: 11 left out, because the ruling is not marked yet.",)


@pytest.mark.parametrize(
    ("system", "columns"),
    [("moodle", ["ID number", "The night shift"]), ("canvas", [*CANVAS, "The night shift"])],
)
def test_a_learning_system_gets_codes_where_no_names_are_asked_for(
    made: Answered, folder: Path, system: Any, columns: list[str]
) -> None:
    done = export(made.cohort, [CASE], folder, system=system)
    assert list(read(done.files[0]).columns) == columns
    assert "Lovelace" not in done.files[0].read_text(encoding="utf-8")
    assert made.codes["a"] in done.files[0].read_text(encoding="utf-8")
    assert "with --names" in done.told[-1]


def test_nobody_is_sent_to_moodle_without_what_they_are_found_by() -> None:
    both = [
        (Person("A", "Ada", "a@b.c", "", "ada"), "A", 1.0),
        (Person("B", "Bo", "b@b.c"), "B", 2.0),
    ]
    columns, lines = moodle_table("T", 5, both, names=True)
    assert columns == ["Full name", "Email address", "T"]
    assert lines == [["Ada", "a@b.c", 1.0], ["Bo", "b@b.c", 2.0]]


def test_the_command_writes_both_files_into_the_cohorts_folder(tmp_path: Path) -> None:
    answered = empty_cohort(tmp_path / "c")
    done = CliRunner().invoke(app, ["export", CASE, "--cohort", str(answered.cohort.root)])
    assert done.exit_code == 0, done.output
    files = sorted(p.name for p in (answered.cohort.root / "export").iterdir())
    assert files == ["learners.csv", "questions.csv"]
