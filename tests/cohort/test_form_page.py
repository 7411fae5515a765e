"""The report's page on a form of a test: items, gain, calibration, and what it must not show."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from typer.testing import CliRunner

from benchbook.cli import app
from benchbook.cohort.folder import Cohort
from benchbook.cohort.people import read_people
from benchbook.cohort.results.report_page import report_page
from benchbook.cohort.results.said import halves, hundredths, minus, span, span_in_halves

from .short_form import NOON, ROOT, form, sheet
from .simulated_learners import lay, simulate
from .test_report import words

DAY = date(2026, 11, 22)
LIMITS = (
    "This analysis was tested on simulated learners. That tests the analysis, not the items: "
    "nothing is known of these items until people have answered them"
)


def told_by(cohort: Cohort, case: str) -> str:
    return report_page(cohort, case, ROOT, DAY)


def group(root: Path, before: dict[int, str], after: dict[int, str], people: int = 13) -> Cohort:
    """Return a cohort in which these people handed in; a sign a question, as in short_form.py."""
    made = simulate(root, people)
    for case, signs in (("diagnostic", before), ("final", after)):
        for n, code in enumerate(made.ability):
            folder = made.cohort.submitted(case, code)
            for file in folder.iterdir():
                file.unlink()
            folder.rmdir()
            if n in signs:
                lay(made.cohort, code, sheet(form(case), signs[n], "certain", NOON))
    return made.cohort


def right(count: int) -> str:
    """Return answers of which so many are right."""
    return "1" * count + "0" * (24 - count)


FIVE_BEFORE = {n: right(count) for n, count in enumerate((10, 12, 14, 16, 18))}
FIVE_AFTER = {n: right(count) for n, count in enumerate((14, 14, 16, 18, 19))}


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    return group(tmp_path_factory.mktemp("five") / "c", FIVE_BEFORE, FIVE_AFTER)


@pytest.fixture(scope="module")
def final(five: Cohort) -> str:
    return told_by(five, "final")


@pytest.fixture(scope="module")
def diagnostic(five: Cohort) -> str:
    return told_by(five, "diagnostic")


def test_the_gain_of_five_is_told_with_its_interval(final: str) -> None:
    # Gains 4 2 2 2 1: mean 2.2, squares about it 3.24 + 3·0.04 + 1.44 = 4.8, over four 1.2;
    # 2.776·√(1.2/5) = 1.36. Before 70/5, after 81/5.
    told = words(final)
    assert "5 people handed in both tests; only they are compared here." in told
    assert "14.0 of 24 items were right before and 16.2 after: a gain of 2.2" in told
    assert "(95% interval 0.8 to 3.6)" in told
    assert "The interval lies above 0" in told


def test_each_pair_and_each_group_of_pairs_is_told(final: str) -> None:
    told = words(final)
    # Everybody has the first item right both times. Item 17 is right for one before, and for two
    # of the others after; item 19 for one after.
    assert "that the person must be moved 100% 100% 0 0 5 0" in told
    assert "special measures 20% 40% 1 0 1 3" in told
    # Of the first twelve: 10 12 12 12 12, then all twelve.
    assert "Common mistakes, all together: 11.6 of 12 right before and 12.0 after" in told
    assert "2 answers turned from wrong to right, 0 from right to wrong." in told


def test_calibration_stands_side_by_side(final: str) -> None:
    told = words(final)
    # All were certain of everything: 50 of 120 wrong before, 39 after.
    assert "Before. Of 120 answers that people called certain, 50 were wrong (42%)." in told
    assert "After. Of 120 answers that people called certain, 39 were wrong (32%)." in told
    assert "Certain 70 of 120 58% 49% to 67% 81 of 120 68% 59% to 75%" in told
    assert "too alike before and after to tell" in told


@pytest.mark.parametrize("name", ["diagnostic", "final"])
def test_both_forms_show_their_items_and_say_what_is_not_known(
    name: str, diagnostic: str, final: str
) -> None:
    told = words(final if name == "final" else diagnostic)
    assert LIMITS in told
    first = form(name).questions[0].title
    assert f"{first}: that the person must be moved 5 of 5 100% 57% to 100% −2.2 or less –" in told
    assert "Too easy to tell people apart." in told
    assert "No more were right than by guessing" in told
    assert "chance alone gives values between −0.88 and 0.88" in told
    assert "Reliability." in told


def test_the_page_says_what_a_gain_cannot_say(final: str) -> None:
    told = words(final)
    assert "no group here that did not take the course, so nothing says what caused" in told
    assert "not known to be equally hard until both have been given in both orders" in told


def test_the_diagnostic_shows_no_gain_and_says_where_it_stands(diagnostic: str) -> None:
    told = words(diagnostic)
    assert "Before and after" not in told
    assert "stands in the report on “final”" in told
    assert 'id="gain"' not in diagnostic


def test_each_figure_is_told_in_words(final: str) -> None:
    figures = re.findall(r'<svg role="img" aria-label="([^"]+)"', final)
    assert len(figures) == final.count("<figure>")
    assert any("special measures: 20% before, 40% after" in alt for alt in figures)
    assert any("certain, before: 70 of 120 right; certain, after: 81 of 120" in a for a in figures)


def test_no_code_and_no_name_stands_on_the_page(five: Cohort, final: str, diagnostic: str) -> None:
    for person in read_people(five).values():
        for html in (final, diagnostic):
            assert person.code not in html
            assert person.name not in html
            assert person.username not in html


def test_no_id_stands_twice_on_the_page(final: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', final)
    assert len(ids) == len(set(ids))


def test_an_undefined_number_is_never_shown_as_one(tmp_path: Path) -> None:
    alike = dict.fromkeys(range(5), right(12))
    cohort = group(tmp_path / "alike", alike, dict.fromkeys(range(5), right(13)))
    html = told_by(cohort, "final")
    told = words(html[html.index('id="gain"') : html.index('id="mistakes"')])
    assert not re.search(r"\b(nan|None|inf)\b", told)
    assert "All gained the same, so no interval can be given." in told
    assert "It cannot be worked out here, because all had the same number right." in told


def test_under_five_with_both_no_gain_is_shown(tmp_path: Path) -> None:
    after = {n: right(15) for n in (0, 1, 2, 3, 10, 11, 12)}
    told = words(told_by(group(tmp_path / "four", FIVE_BEFORE, after), "final"))
    assert "4 people handed in both tests. Under 5, no gain is shown" in told
    assert "a gain of" not in told
    assert "Right before" not in told
    assert LIMITS in told


def test_under_five_hand_ins_show_no_items_either(tmp_path: Path) -> None:
    after = {n: FIVE_AFTER[n] for n in range(4)}
    html = told_by(group(tmp_path / "few", FIVE_BEFORE, after), "final")
    assert "Under 5, this page shows no answers" in words(html)
    assert "<svg" not in html
    assert LIMITS not in words(html)


def test_where_one_person_has_one_form_only_nothing_is_broken_down(tmp_path: Path) -> None:
    cohort = group(tmp_path / "six", FIVE_BEFORE, {**FIVE_AFTER, 5: right(3)})
    html = told_by(cohort, "final")
    told = words(html)
    assert "0 people handed in only the test before the course, and 1 person only this one." in told
    # 2.2 to the nearest half; 0.8 to 3.6 widened.
    assert "about 2 more of 24 items were right after than before" in told
    assert "(95% interval about 0.5 to 4)" in told
    assert "by subtraction" in told
    assert "Right before" not in told
    assert "16.2" not in told


def test_without_the_other_form_the_page_says_what_is_missing(tmp_path: Path) -> None:
    cohort = group(tmp_path / "one", {}, FIVE_AFTER)
    missing = "shown here once answers to the test before the course, “diagnostic”, have been"
    assert missing in words(told_by(cohort, "final"))
    cohort.key_file("diagnostic").unlink()
    assert missing in words(told_by(cohort, "final"))


def test_a_case_that_is_no_form_has_none_of_this(tmp_path: Path) -> None:
    from .answered import CASE, answered_cohort

    html = told_by(answered_cohort(tmp_path / "case").cohort, CASE)
    assert "simulated learners" not in html
    assert 'href="#items"' not in html


def test_the_same_marks_make_the_same_page(five: Cohort, final: str) -> None:
    assert told_by(five, "final") == final


def test_the_command_writes_the_page(five: Cohort, tmp_path: Path) -> None:
    file = tmp_path / "final.html"
    root = str(five.root)
    done = CliRunner().invoke(app, ["report", "final", "--cohort", root, "--to", str(file)])
    assert done.exit_code == 0, done.output
    assert 'id="gain"' in file.read_text(encoding="utf-8")


def test_numbers_are_written_as_a_reader_says_them() -> None:
    assert (hundredths(-0.004), minus("-0.4"), halves(-0.2)) == ("0.00", "−0.4", "0")
    assert (span((-0.42, 2.06)), span_in_halves((-0.42, 2.06))) == ("−0.4 to 2.1", "−0.5 to 2.5")


@pytest.mark.long
def test_axe_finds_nothing_and_the_page_fits_a_narrow_window_and_a4(
    browser: Browser, final: str, tmp_path: Path
) -> None:
    file = tmp_path / "final.html"
    file.write_text(final, encoding="utf-8")
    tab: Any = browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        tab.goto(file.as_uri())
        found = Axe().run(tab).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == []
        tab.set_viewport_size({"width": 400, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") == 400
        tab.emulate_media(media="print")
        tab.set_viewport_size({"width": 680, "height": 1000})
        assert tab.evaluate("document.documentElement.scrollWidth") <= 680
    finally:
        tab.close()
