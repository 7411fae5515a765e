"""The report's numbers, worked out by hand in the comments, and what the page must not show."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from typer.testing import CliRunner

from benchbook.cli import app
from benchbook.cohort.results.groups import FEWEST, shown_groups
from benchbook.cohort.results.lesson_sections import Section, read_sections, teaching
from benchbook.cohort.results.report import Report, cohort_report
from benchbook.cohort.results.report_page import page
from benchbook.cohort.results.rows import Rows, cohort_rows
from benchbook.cohort.results.tally import QuestionTally, Share
from benchbook.errors import UsageError

from .answered import CASE, ROOT, Answered, answered_cohort, empty_cohort, mark_by_hand, sheet_text

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    """Give the cohort before any mark by hand; its gradebook does not exist."""
    return answered_cohort(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def sections() -> list[Section]:
    return read_sections(ROOT)


@pytest.fixture(scope="module")
def rows(made: Answered) -> Rows:
    return cohort_rows(made.cohort, CASE)


@pytest.fixture(scope="module")
def report(rows: Rows, sections: list[Section]) -> Report:
    return cohort_report(rows, sections)


@pytest.fixture(scope="module")
def html(made: Answered, report: Report) -> str:
    return page(report, made.cohort.card.title, DAY)


def question(report: Report, name: str) -> QuestionTally:
    return next(q for q in report.questions if q.id == name)


def words(html: str) -> str:
    """Return what a reader of the page sees, figures left out."""
    text = re.sub(r"<(style|svg).*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_the_counts_are_those_of_the_cohort(report: Report) -> None:
    # Twelve of thirteen handed in; l's sheet is half a sheet; nobody's ruling is marked.
    counts = report.counts
    assert (counts.people, counts.handed_in, counts.unreadable) == (13, 12, 1)
    assert (counts.answered, counts.waiting, counts.late) == (11, 12, None)


def test_the_points_are_the_average_and_the_middle_of_what_was_earned(report: Report) -> None:
    # a–d 50, e–g 43, h 0, i 47, j and k 47.75: together 471.5 of 11 people; the sixth is 47.75.
    assert report.earned == pytest.approx((471.5 / 11, 47.75, 50))


@pytest.mark.parametrize(
    ("name", "right", "points", "blank", "malformed"),
    [
        ("tags", 10, 10 / 11, 1, 0),
        ("elements-jonas", 7, (7 * 8 + 3 * 4) / 88, 1, 0),  # the near-miss earns 4 of 8
        ("consent", 8, (8 * 3 + 2 * 0.75) / 33, 1, 0),  # “never-matters” earns a quarter
        ("charge", 6, 6 / 11, 1, 1),
    ],
)
def test_a_question_has_its_share_right_its_points_and_its_blanks(
    report: Report, name: str, right: int, points: float, blank: int, malformed: int
) -> None:
    found = question(report, name)
    assert found.right == Share(right, 11)
    assert found.points == pytest.approx(points)
    assert (found.blank, found.malformed) == (blank, malformed)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # E. B. Wilson's interval as published: Newcombe, Statistics in Medicine 17 (1998) 857,
        # table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_wilsons_interval(count: int, of: int, low: float, high: float) -> None:
    assert Share(count, of).interval == pytest.approx((low, high), abs=0.0001)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_stays_between_none_and_all(given: tuple[int, int]) -> None:
    share = Share(*given)
    low, high = share.interval
    assert 0 <= low <= share.part + 1e-12
    assert share.part - 1e-12 <= high <= 1


def test_each_option_has_its_share_and_the_right_one_is_marked(report: Report) -> None:
    found = {c.text[:16]: (c.chosen.count, c.key) for c in question(report, "consent").choices}
    assert found["None, once the c"] == (8, "right")
    assert found["None. Consent ne"] == (2, "wrong")
    either = [c for c in question(report, "protection").choices if c.key == "accepted"]
    assert [c.text[:16] for c in either] == ["A support person"]


def test_each_elements_verdicts_stand_against_the_key(report: Report) -> None:
    means, offence = question(report, "elements-jonas").elements[1::2]
    assert means.counts == {"made-out": 3, "not-made-out": 7, "not-enough": 0, "none": 1}
    assert means.taken == {"not-made-out": "key"}
    # The case accepts “not enough evidence” too.
    assert offence.taken == {"not-made-out": "key", "not-enough": "also"}


def test_confidence_is_counted_by_decision_against_the_key(report: Report) -> None:
    # j and k are certain and wrong. All others say nothing: consent 8 of 8, charge 6 of 9 (i's
    # answer is none), Lena 50 of 50, Jonas 40 less two elements of three near-misses, Reith 30.
    assert report.confidence["certain"] == Share(0, 2)
    assert report.confidence["not-said"] == Share(8 + 6 + 50 + 34 + 30, 8 + 9 + 50 + 40 + 30)


def test_the_three_commonest_mistakes_are_named_with_the_section_that_teaches_the_point(
    report: Report,
) -> None:
    told = [(m.question, m.chosen[:22], m.made.count) for m in report.mistakes]
    assert told == [
        ("Count 2: Greta Vorn and Jonas Pell", "Means: Made out", 3),
        ("Count 2: Greta Vorn and Jonas Pell", "The offence: Made out", 3),
        ("Counts 2 and 2B", "Guilty of trafficking.", 3),
    ]
    first = report.mistakes[0]
    assert first.cites == ("state#cc-105", "state#cc-100-3", "travaux#vulnerability")
    assert first.section is not None
    assert (first.section.slug, first.section.heading) == ("definition", "The means")


def section(slug: str, heading: str, *cites: str) -> Section:
    return Section(1, slug, slug, heading, frozenset(cites))


def test_a_section_is_found_by_most_provisions_then_own_lesson_then_first() -> None:
    one, two = section("a", "one", "x#1"), section("a", "two", "x#1", "x#2")
    own, later = section("b", "own", "x#1"), section("b", "later", "x#1")
    told = [one, two, own, later]
    assert teaching(told, ["x#1", "x#2"], "b", "s#7") is two
    assert teaching(told, ["x#1"], "b", "s#7") is own
    assert teaching(told, ["x#1"], "c", "s#7") is one
    assert teaching(told, ["x#9"], "b", "s#7") is None


def test_the_standard_of_proof_leads_to_a_section_only_where_nothing_else_is_cited() -> None:
    proof, means = section("a", "proof", "s#7"), section("b", "means", "x#3")
    assert teaching([proof, means], ["s#7", "x#3"], "c", "s#7") is means
    assert teaching([proof, means], ["s#7"], "c", "s#7") is proof


def test_exercises_and_summaries_are_no_sections_that_teach(sections: list[Section]) -> None:
    headings = {s.heading for s in sections}
    assert "The means" in headings
    assert not [h for h in headings if h.startswith(("File:", "Key points", "Further reading"))]


def test_a_group_of_four_is_not_broken_down(report: Report, html: str) -> None:
    # Readable are six of Court, four of Prosecution, and k, who is in no group.
    assert [(g.name, g.people) for g in report.groups] == [("Court", 6), ("All others", 5)]
    assert "Prosecution" not in words(html)
    assert "A group is not shown by itself here." in words(html)


def test_a_group_has_its_own_average(report: Report) -> None:
    court, others = report.groups
    # Court: a, b, c, e, f, h; all others: d, g, i, j, k.
    assert court.points == pytest.approx((150 + 86 + 0) / 300)
    assert others.points == pytest.approx((50 + 43 + 47 + 47.75 + 47.75) / 250)
    assert court.by_question["charge"] == pytest.approx(3 / 6)


def test_nobody_can_be_found_by_subtraction() -> None:
    def shown(sizes: dict[str, int]) -> dict[str, int]:
        group_of = {f"{name}{n}": name for name, size in sizes.items() for n in range(size)}
        return {g.name: len(g.codes) for g in shown_groups(group_of, list(group_of))}

    assert shown({"A": 7, "B": 6, "C": 4, "D": 3}) == {"A": 7, "B": 6, "All others": 7}
    assert shown({"A": 6, "B": 5, "C": 4}) == {"A": 6, "All others": 9}
    assert shown({"A": 8, "B": 4}) == {}
    assert shown({"A": 8}) == {}


@given(st.lists(st.sampled_from(["A", "B", "C", "D", ""]), max_size=40))
def test_no_shown_row_of_the_groups_holds_fewer_than_five(groups: list[str]) -> None:
    group_of = {str(n): name for n, name in enumerate(groups)}
    found = shown_groups(group_of, list(group_of))
    assert all(len(g.codes) >= FEWEST for g in found)
    assert not found or sorted(c for g in found for c in g.codes) == sorted(group_of)


def test_no_code_name_or_address_stands_on_the_page(rows: Rows, html: str) -> None:
    for person in rows.people.values():
        assert person.code not in html
        assert person.email == "" or person.email not in html
        assert person.username not in html
        assert len(person.name) < 6 or person.name not in html
    assert "Lovelace" not in html


def test_the_page_needs_no_other_file_and_runs_nothing(html: str) -> None:
    assert "<script" not in html
    assert not re.search(r'(?:src|href)="(?!#)', html)
    assert "url(http" not in html


def test_titles_are_text_on_the_page_and_never_html(html: str) -> None:
    assert "Workshop &amp; Co &lt;Port Selwyn&gt;" in html


def test_the_page_says_the_numbers_in_words_beside_every_figure(html: str) -> None:
    told = words(html)
    assert "Of 50 points that need no reader, the 11 hand-ins earned 42.9 on average." in told
    assert "Chosen by 3 of 11 people (27%)" in told
    assert "2 of 2 decisions that people called certain were wrong." in told
    # Wilson at 8 of 11: 43% to 90%.
    assert "The message “Ok” 8 of 11 73% 43% to 90% 77% 1 0" in told
    figures = re.findall(r'<svg role="img" aria-label="([^"]+)"', html)
    assert len(figures) == html.count("<figure>") == 8
    assert html.count("<table>") == 11
    assert "None, once the court is sure that one of the means was used: 8 of 11, right" in html


def test_no_id_stands_twice_on_the_page(html: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_same_marks_make_the_same_page(made: Answered, report: Report, html: str) -> None:
    assert page(report, made.cohort.card.title, DAY) == html


def test_the_page_says_that_no_ruling_is_marked_yet(html: str) -> None:
    assert "12 people wait for a mark on one criterion or more. No criterion is" in words(html)


def test_levels_of_the_ruling_are_counted_as_far_as_they_are_marked(
    tmp_path: Path, sections: list[Section]
) -> None:
    made = answered_cohort(tmp_path / "marked")
    mark_by_hand(made)
    report = cohort_report(cohort_rows(made.cohort, CASE), sections)
    first, second = report.criteria[:2]
    # a has 4 on every criterion, b has 3 on the first; nine of eleven wait for that one.
    assert first.levels == {"Full (4)": 1, "Mostly (3)": 1, "Partly (1)": 0, "Not yet (0)": 0}
    assert (first.waiting, second.waiting, report.counts.waiting) == (9, 10, 11)
    told = words(page(report, "T", DAY))
    assert "Full (4): 1; Mostly (3): 1; Partly (1): 0; Not yet (0): 0 9" in told
    # d came at 13, an hour late; e had two hours more.
    assert report.counts.late == 1


def test_under_five_hand_ins_no_answer_is_shown(tmp_path: Path, sections: list[Section]) -> None:
    made = empty_cohort(tmp_path / "few")
    for letter in "abcd":
        made.lay(letter, sheet_text(made.case.key_answers()))
    report = cohort_report(cohort_rows(made.cohort, CASE), sections)
    html = page(report, "Few", DAY)
    assert (report.questions, report.mistakes, report.groups) == ([], [], [])
    assert "Under 5, this page shows no answers" in words(html)
    assert "<svg" not in html


def test_a_cohort_that_handed_nothing_in_is_told_so(
    tmp_path: Path, sections: list[Section]
) -> None:
    rows = cohort_rows(empty_cohort(tmp_path / "none").cohort, CASE)
    with pytest.raises(UsageError, match="Nobody has handed in “night-shift” yet"):
        cohort_report(rows, sections)


def test_what_is_no_option_is_counted_apart(tmp_path: Path, sections: list[Section]) -> None:
    made = empty_cohort(tmp_path / "odd")
    answers: dict[str, Any] = {**made.case.key_answers(), "charge": {"option": "something-else"}}
    for letter in "abcde":
        made.lay(letter, sheet_text(answers))
    report = cohort_report(cohort_rows(made.cohort, CASE), sections)
    last = question(report, "charge").choices[-1]
    assert (last.text, last.chosen) == ("Something that is not among the options.", Share(5, 5))


def test_the_command_writes_the_page_where_it_is_told(made: Answered, tmp_path: Path) -> None:
    file = tmp_path / "seen" / "report.html"
    root = str(made.cohort.root)
    done = CliRunner().invoke(app, ["report", CASE, "--cohort", root, "--to", str(file)])
    assert done.exit_code == 0, done.output
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.long
def test_axe_finds_nothing_and_the_page_fits_a_narrow_window_and_a4(
    browser: Browser, html: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        tab.goto(file.as_uri())
        found = Axe().run(tab).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == []
        tab.set_viewport_size({"width": 400, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") == 400
        # A4 at 96 dots an inch, less the margins of 15 mm: nothing is cut off in print.
        tab.emulate_media(media="print")
        tab.set_viewport_size({"width": 680, "height": 1000})
        assert tab.evaluate("document.documentElement.scrollWidth") <= 680
    finally:
        tab.close()
