"""A second marker: what they read and fill in without the first's marks, and what came back."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ...activities.printed import paragraphs
from ...activities.ruling.question import Criterion, Ruling
from ...answers.sheet_file import replace_whole
from ...casebook.case import Case
from ...errors import ContentError, Problem, UsageError
from ...marking.feedback_page import head
from ...marking.marked import mark_hand_in, receive
from ...marking.rubric_feedback import for_marker
from ..codes import read_code
from ..folder import Cohort
from ..gradebook.read import released_case
from .given_marks import criteria, given_marks
from .marker_agreement import Agreement, Pair, agreements, place

COLUMNS = ("code", "criterion", "title", "most", "points", "comment")
COMPARED = (
    "code", "criterion", "title", "most", "first", "second", "difference", "levels_apart",
    "to_moderate", "second_comment",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Comparison:
    """Two markers' points side by side, and what only one of them has marked."""

    pairs: list[Pair]
    agreements: list[Agreement]
    only_first: int
    only_second: int

    def to_moderate(self) -> list[Pair]:
        """Return the pairs a level or more apart, the widest first."""
        apart = [p for p in self.pairs if p.to_moderate]
        return sorted(apart, key=lambda p: (-p.levels_apart, p.code, p.cell))


def make_for_second(cohort: Cohort, name: str, file: Path) -> tuple[list[str], Path]:
    """Write the table to fill in at `file` and each ruling as a page in a folder beside it.

    Nothing of the first marker is read for it. Returns the codes of the rulings and the folder.
    Raises UsageError where the file is there already, or there is no ruling to mark.
    """
    case = released_case(cohort, name)
    if file.exists():
        raise UsageError(
            f"{file} is there already, perhaps with marks in it. Name another file, or move it away."
        )
    rulings = dict(_rulings(cohort, case))
    if not rulings:
        raise UsageError(f"Nobody has handed in a ruling for “{name}” yet. Collect hand-ins first.")
    folder = file.with_name(f"{file.stem}-rulings")
    folder.mkdir(parents=True, exist_ok=True)
    asked = "".join(
        f"<h2>{escape(q.title)}</h2>{paragraphs(q.prompt)}{for_marker(q)}"
        for q in case.questions
        if isinstance(q, Ruling)
    )
    for code, text in rulings.items():
        replace_whole(folder / f"{code}.html", _page(case, code, text, asked))
    rows = [
        [code, cell, c.title, f"{c.points:g}", "", ""]
        for code in rulings
        for cell, c in criteria(case).items()
    ]
    # The mark at the beginning tells a spreadsheet that the file is UTF-8.
    replace_whole(file, "\ufeff" + _table(COLUMNS, rows))
    return list(rulings), folder


def compare_with_second(cohort: Cohort, name: str, file: Path) -> Comparison:
    """Return the first marker's points from the gradebook beside the second's from `file`.

    Raises ContentError with file and line of everything in the file that is wrong.
    """
    case = released_case(cohort, name)
    wanted = criteria(case)
    second = read_second(file, wanted, cohort.handed_in(name))
    first = {
        (code, cell): mark.points
        for code, marks in given_marks(cohort, case).items()
        for cell, c in wanted.items()
        if (mark := marks.rubric.get(c.id)) and mark.points is not None
    }
    pairs = []
    for (code, cell), (points, comment) in sorted(second.items()):
        given = first.get((code, cell))
        if given is not None:
            apart = abs(place(wanted[cell], given) - place(wanted[cell], points))
            pairs.append(Pair(code, cell, given, points, round(apart, 2), comment))
    return Comparison(
        pairs,
        agreements(wanted, pairs),
        only_first=len(first.keys() - second.keys()),
        only_second=len(second.keys() - first.keys()),
    )


def write_comparison(case: Case, found: Comparison, file: Path) -> None:
    """Write every pair as a row of a table that opens in a spreadsheet."""
    wanted = criteria(case)
    rows = [
        [
            p.code, p.cell, wanted[p.cell].title, f"{wanted[p.cell].points:g}", f"{p.first:g}",
            f"{p.second:g}", f"{p.difference:g}", f"{p.levels_apart:g}",
            "yes" if p.to_moderate else "no", _harmless(p.comment),
        ]
        for p in found.pairs
    ]  # fmt: skip
    replace_whole(file, "\ufeff" + _table(COMPARED, rows))


def read_second(
    file: Path, wanted: dict[str, Criterion], codes: list[str]
) -> dict[tuple[str, str], tuple[float, str]]:
    """Return points and comment by code and criterion; rows without points are left out.

    A spreadsheet may have saved it with semicolons or tabs and with decimal commas. Raises
    ContentError with every row that is wrong.
    """
    problems: list[Problem] = []
    found: dict[tuple[str, str], tuple[float, str]] = {}
    for line, row in _rows(file):
        try:
            points = _points(row["points"])
            if points is None:
                continue
            code, cell = _who(row["code"], codes), row["criterion"].strip()
            if cell not in wanted:
                there = ", ".join(wanted)
                raise UsageError(f"there is no criterion “{cell[:60]}”. Use one of: {there}.")
            most = wanted[cell].points
            if not 0 <= points <= most:
                raise UsageError(f"{points:g} points are not between 0 and {most:g}. Change them.")
            if (code, cell) in found:
                raise UsageError(f"{code} has points for “{cell}” already. Take one row out.")
            found[code, cell] = (points, row.get("comment", "").strip())
        except UsageError as error:
            problems.append(Problem(str(file), line, str(error)))
    if problems:
        raise ContentError(problems)
    if not found:
        raise ContentError.at(file, 0, "no row has points. Fill in the column “points” and save.")
    return found


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        told = f"this file cannot be read ({error}). Save it from your spreadsheet as CSV UTF-8."
        raise ContentError.at(file, 0, told) from None
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        names = [n.strip().lower() for n in next(reader, [])]
        missing = [n for n in ("code", "criterion", "points") if n not in names]
        if missing:
            told = f"there is no column “{missing[0]}”. Give the first row: {','.join(COLUMNS)}"
            raise ContentError.at(file, 1, told)
        line = reader.line_num + 1
        for row in reader:
            cells = dict(zip(names, row, strict=False))
            if any(c.strip() for c in row):
                yield line, {n: cells.get(n, "") for n in names}
            line = reader.line_num + 1
    except csv.Error as error:
        told = f"this row cannot be read ({error}). Put it right in your spreadsheet."
        raise ContentError.at(file, reader.line_num, told) from None


def _points(said: str) -> float | None:
    text = said.strip().replace(",", ".")
    if not text:
        return None
    try:
        points = float(text)
    except ValueError:
        points = math.nan
    if not math.isfinite(points):
        raise UsageError(f"“{said.strip()[:40]}” is no number of points. Write one, such as 2.5.")
    return points


def _who(said: str, codes: list[str]) -> str:
    code = read_code(said)
    if code not in codes:
        raise UsageError(f"{code} has handed in nothing here. Look at the code again.")
    return code


def _rulings(cohort: Cohort, case: Case) -> Iterator[tuple[str, str]]:
    for code in cohort.handed_in(case.id):
        marked = mark_hand_in(case, receive(cohort.submitted(case.id, code), case.id))
        if marked.ruling().strip():
            yield code, marked.ruling()


def _page(case: Case, code: str, text: str, asked: str) -> str:
    return (
        f"{head(f'Ruling {code}: {case.title}')}"
        f'<header><p class="kind">For a second marker</p><h1>{escape(case.title)}</h1>'
        f'<p>Code: {escape(code)}</p></header>\n<main id="main"><section><h2>The ruling</h2>'
        f'<div class="said">{paragraphs(text)}</div></section>\n<section>{asked}</section></main>\n'
        "</body>\n</html>\n"
    )


def _table(columns: tuple[str, ...], rows: list[list[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
