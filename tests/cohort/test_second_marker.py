"""A second marker sees rulings and criteria and no mark; what comes back is read strictly."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from benchbook.cli import app
from benchbook.cohort.folder import Cohort, find_cohort
from benchbook.cohort.marks.second_marker import COLUMNS, compare_with_second, make_for_second
from benchbook.cohort.people import read_people
from benchbook.errors import ContentError, UsageError

from . import marks
from .conftest import CASE

pytestmark = pytest.mark.long

COMMENT = "The first marker’s own words"
CELL = "ruling-separates"


@pytest.fixture(scope="module")
def ready(made: Cohort, tmp_path_factory: pytest.TempPathFactory) -> tuple[Cohort, list[str]]:
    """Give a cohort with four rulings that one person has marked, and a hand-in without ruling."""
    root = tmp_path_factory.mktemp("second") / "workshop"
    shutil.copytree(made.root, root)
    cohort = find_cohort(root)
    codes = sorted(read_people(cohort))[:5]
    for n, code in enumerate(codes[:4]):
        text = f"Ruling number {n}: <script>window.ran = 1</script> guilty."
        marks.hand_in(cohort, code, {"ruling": {"text": text}})
    marks.hand_in(cohort, codes[4], {"ruling": {"text": "  "}})
    marks.mark(cohort, *codes)
    for code, points in zip(codes, (4.0, 3.0, 1.0, 0.0), strict=False):
        marks.give_all(cohort, code, points, COMMENT)
    return cohort, codes[:4]


@pytest.fixture
def cohort(ready: tuple[Cohort, list[str]]) -> Cohort:
    """Give that cohort; no test here changes it."""
    return ready[0]


@pytest.fixture
def codes(ready: tuple[Cohort, list[str]]) -> list[str]:
    """Give the codes of the four."""
    return ready[1]


@pytest.fixture
def table(cohort: Cohort, tmp_path: Path) -> Path:
    """Give the table for a second marker, not yet filled in."""
    make_for_second(cohort, CASE, tmp_path / "second.csv")
    return tmp_path / "second.csv"


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill(table: Path, given: dict[tuple[str, str], str], delimiter: str = ",") -> None:
    """Fill in points by code and criterion, as a spreadsheet saves it."""
    filled = [{**r, "points": given.get((r["code"], r["criterion"]), "")} for r in rows(table)]
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(filled)


def wrong(cohort: Cohort, tmp_path: Path, *lines: str, data: bytes | None = None) -> str:
    """Return what is told of a table with these lines."""
    path = tmp_path / "wrong.csv"
    path.write_bytes("\n".join(lines).encode() if data is None else data)
    with pytest.raises(ContentError) as told:
        compare_with_second(cohort, CASE, path)
    return str(told.value).replace(str(path), "wrong.csv")


def test_a_second_marker_gets_each_ruling_and_each_criterion(
    cohort: Cohort, codes: list[str], table: Path
) -> None:
    ruling: Any = marks.case_of(cohort).question("ruling")
    cells = [f"ruling-{c.id}" for c in ruling.criteria]
    assert [(r["code"], r["criterion"]) for r in rows(table)] == [
        (code, cell) for code in codes for cell in cells
    ]
    pages = table.with_name("second-rulings")
    assert {p.stem for p in pages.iterdir()} == set(codes)
    page = (pages / f"{codes[1]}.html").read_text(encoding="utf-8")
    assert "Ruling number 1" in page
    assert ruling.criteria[0].levels[1].descriptor.split("\n")[0] in page
    assert ruling.criteria[0].model.split("\n")[0] in page


def test_a_second_marker_sees_nothing_of_the_first(table: Path) -> None:
    assert {(r["points"], r["comment"]) for r in rows(table)} == {("", "")}
    for file in [table, *table.with_name("second-rulings").iterdir()]:
        text = file.read_text(encoding="utf-8-sig")
        assert COMMENT not in text
        assert 'class="given"' not in text
        assert " of 4 points" not in text


def test_a_second_marker_gets_the_same_bytes_whatever_the_first_gave(
    cohort: Cohort, codes: list[str], table: Path, tmp_path: Path
) -> None:
    shutil.copytree(cohort.root, tmp_path / "other")
    other = find_cohort(tmp_path / "other")
    marks.give_all(other, codes[0], 1.0, "Quite different")
    (tmp_path / "b").mkdir()
    make_for_second(other, CASE, tmp_path / "b" / "second.csv")
    assert (tmp_path / "b" / "second.csv").read_bytes() == table.read_bytes()
    for page in table.with_name("second-rulings").iterdir():
        twin = tmp_path / "b" / "second-rulings" / page.name
        assert twin.read_bytes() == page.read_bytes()


def test_no_page_for_a_second_marker_holds_a_name_or_a_script(cohort: Cohort, table: Path) -> None:
    names = [p.name for p in read_people(cohort).values()]
    for page in table.with_name("second-rulings").iterdir():
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert not any(name in text for name in names)


def test_a_table_that_is_there_is_not_written_over(cohort: Cohort, table: Path) -> None:
    with pytest.raises(UsageError, match="is there already"):
        make_for_second(cohort, CASE, table)


def test_marks_are_compared_criterion_by_criterion(
    cohort: Cohort, codes: list[str], table: Path
) -> None:
    given = {(codes[0], CELL): "4", (codes[1], CELL): "1", (codes[2], CELL): "2"}
    fill(table, given)
    found = compare_with_second(cohort, CASE, table)
    assert [(p.code, p.first, p.second, p.levels_apart) for p in found.pairs] == [
        (codes[0], 4.0, 4.0, 0.0),
        (codes[1], 3.0, 1.0, 1.0),
        (codes[2], 1.0, 2.0, 0.5),
    ]
    assert [p.code for p in found.to_moderate()] == [codes[1]]
    first = found.agreements[0]
    assert (first.pairs, first.same, first.mean_difference) == (3, 1, -0.33)
    assert first.alpha is not None
    assert found.only_first == 4 * 6 - 3


def test_a_table_saved_with_semicolons_and_decimal_commas_is_read(
    cohort: Cohort, codes: list[str], table: Path
) -> None:
    fill(table, {(codes[0], CELL): "3,5"}, delimiter=";")
    assert compare_with_second(cohort, CASE, table).pairs[0].second == 3.5


def test_a_code_typed_in_small_letters_is_understood(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "short.csv"
    file.write_text(f"code,criterion,points\n {codes[0].lower()} ,{CELL},3\n", encoding="utf-8")
    assert compare_with_second(cohort, CASE, file).pairs[0].code == codes[0]


def test_every_row_that_is_wrong_is_told_with_its_line(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    told = wrong(
        cohort, tmp_path, "code,criterion,points",
        f"{codes[0]},{CELL},five", f"{codes[0]},{CELL},9", f"{codes[0]},ruling-style,1",
        f"TZCUXR34,{CELL},1", f"{codes[1]},{CELL},1", f"{codes[1]},{CELL},2", f"{codes[1]},{CELL},nan",
    ).splitlines()  # fmt: skip
    assert "wrong.csv:2: “five” is no number of points." in told[0]
    assert "wrong.csv:3: 9 points are not between 0 and 4." in told[1]
    assert "wrong.csv:4: there is no criterion “ruling-style”." in told[2]
    assert "wrong.csv:5: “TZCUXR34” is not a code of this course." in told[3]
    assert f"wrong.csv:7: {codes[1]} has points for “{CELL}” already." in told[4]
    assert "wrong.csv:8: “nan” is no number of points." in told[5]


def test_a_code_without_hand_in_is_told(cohort: Cohort, tmp_path: Path) -> None:
    absent = sorted(read_people(cohort))[7]
    told = wrong(cohort, tmp_path, "code,criterion,points", f"{absent},{CELL},1")
    assert f"wrong.csv:2: {absent} has handed in nothing here." in told


def test_a_line_is_counted_through_a_comment_of_several_lines(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    told = wrong(
        cohort, tmp_path, "code,criterion,points,comment",
        f'{codes[0]},{CELL},3,"one', 'two"', f"{codes[1]},{CELL},x,",
    )  # fmt: skip
    assert told.startswith("wrong.csv:4:")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "there is no column “code”"),
        (b"name,points\n", "there is no column “code”"),
        (b"code,criterion,points\n", "no row has points"),
        ("code,criterion,points\nŽ".encode("cp1257"), "Save it from your spreadsheet as CSV UTF-8"),
        (b'code,criterion,points\n"A"B,c,1\n', "this row cannot be read"),
        (b"PK\x03\x04\xff\xfe", "Save it from your spreadsheet as CSV UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table_is_told(
    cohort: Cohort, tmp_path: Path, data: bytes, told: str
) -> None:
    assert told in wrong(cohort, tmp_path, data=data)


def test_a_file_that_is_not_there_is_told(cohort: Cohort, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        compare_with_second(cohort, CASE, tmp_path / "none.csv")


def test_the_command_prints_the_agreement_and_writes_every_pair(
    cohort: Cohort, codes: list[str], table: Path
) -> None:
    fill(table, {(c, CELL): p for c, p in zip(codes, "4101", strict=False)})
    arguments = ["second", CASE, "--cohort", str(cohort.root), "--compare", str(table)]
    said = CliRunner().invoke(app, arguments, catch_exceptions=False).output
    assert "To talk about, a level or more apart: 3." in said
    assert f"{codes[1]}  {CELL}: first 3, second 1" in said
    assert "No alpha for “The whole ruling”: fewer than two rulings were marked by both." in said
    written = rows(table.with_name("second-compared.csv"))
    assert [(r["first"], r["second"], r["to_moderate"]) for r in written] == [
        ("4", "4", "no"),
        ("3", "1", "yes"),
        ("1", "0", "yes"),
        ("0", "1", "yes"),
    ]


def test_a_comment_that_looks_like_a_formula_is_made_harmless(
    cohort: Cohort, codes: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "short.csv"
    file.write_text(
        f'code,criterion,points,comment\n{codes[0]},{CELL},3,"=HYPERLINK(""x"")"\n',
        encoding="utf-8",
    )
    arguments = ["second", CASE, "--cohort", str(cohort.root), "--compare", str(file)]
    CliRunner().invoke(app, arguments, catch_exceptions=False)
    written = rows(tmp_path / "short-compared.csv")
    assert written[0]["second_comment"] == '\'=HYPERLINK("x")'


def test_the_command_wants_one_thing_at_a_time(cohort: Cohort) -> None:
    with pytest.raises(UsageError, match="Say what to do"):
        CliRunner().invoke(
            app, ["second", CASE, "--cohort", str(cohort.root)], catch_exceptions=False
        )
