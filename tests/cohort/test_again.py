"""Marking again under a newer edition of a key: shown first, written on demand, the old marks kept."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from benchbook.cli import app
from benchbook.cohort.folder import Cohort
from benchbook.cohort.people import Person
from benchbook.errors import BenchbookError

from .batches import CASE, ask, changes, everything, give, grades, hand_in, key, mark, sheet

pytestmark = pytest.mark.long
REASON = "The charge of complicity is defensible as well, as two readers showed."


def run(cohort: Cohort, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["mark", CASE, "--cohort", str(cohort.root), *arguments])
    if isinstance(result.exception, BenchbookError):
        return 2, str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def edit(cohort: Cohort, *changes: tuple[str, str]) -> None:
    """Replace texts in the cohort's key; each must be there."""
    path = cohort.key_file(CASE)
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def newer(cohort: Cohort, *more: tuple[str, str]) -> None:
    """Give the cohort edition 2, in which another charge is right."""
    text = cohort.key_file(CASE).read_text(encoding="utf-8")
    charge = text[text.index("  - id: charge\n") : text.index("  - id: steps\n")]
    moved = charge.replace("        right: true\n", "").replace(
        "      - id: trafficking\n", "      - id: trafficking\n        right: true\n"
    )
    edit(
        cohort,
        (charge, moved),
        ("edition: 1\n", "edition: 2\n"),
        (
            "reason: First edition.}\n",
            f'reason: First edition.}}\n  - {{edition: 2, "on": 2026-12-01, reason: "{REASON}"}}\n',
        ),
        *more,
    )


@pytest.fixture
def codes(cohort: Cohort, people: list[Person]) -> list[str]:
    """Give two who are marked under edition 1: one answered as the key, one only the first question."""
    case = key(cohort)
    found = [p.code for p in people[:2]]
    hand_in(cohort, found[0], sheet(case.key_answers()))
    hand_in(cohort, found[1], sheet({"tags": case.key_answers()["tags"]}))
    mark(cohort)
    return found


def test_without_again_those_of_an_older_edition_are_told_and_left(
    cohort: Cohort, codes: list[str]
) -> None:
    newer(cohort)
    before = everything(cohort)
    status, told = run(cohort)
    assert status == 0
    assert told.count("Its marks are from edition 1") == 2
    assert "use --again" in told
    assert everything(cohort) == before
    assert codes[0] in told


def test_again_shows_who_changes_by_how_much_and_why_and_writes_nothing(
    cohort: Cohort, codes: list[str]
) -> None:
    newer(cohort)
    before = everything(cohort)
    status, told = run(cohort, "--again")
    assert status == 0
    assert f"{codes[0]}: 50 → 47 points" in told
    assert "3 → 0" in told
    assert f"{codes[1]}:" not in told
    assert REASON in told
    assert "1 of 2 get other marks; 1 keep theirs." in told
    assert "Nothing was written" in told
    assert everything(cohort) == before


def test_again_with_yes_writes_and_keeps_the_old_marks_with_edition_and_time(
    cohort: Cohort, codes: list[str]
) -> None:
    newer(cohort)
    status, told = run(cohort, "--again", "--yes")
    assert status == 0
    assert f"{codes[0]}: 50 → 47 points" in told
    assert grades(cohort, codes[0])["charge-mark"] == (0.0, None, False)
    assert dict(ask(cohort, "select student_id, edition from benchbook_marking")) == dict.fromkeys(
        codes, 2
    )
    rows = ask(
        cohort,
        "select auto_score, edition, marked_at < replaced_at from benchbook_history"
        " where cell = 'charge-mark' and student_id = :code",
        code=codes[0],
    )
    assert rows == [(3.0, 1, 1)]


def test_after_marking_again_nothing_is_left_to_change(cohort: Cohort, codes: list[str]) -> None:
    newer(cohort)
    run(cohort, "--again", "--yes")
    assert changes(cohort) == []
    assert mark(cohort).unchanged == len(codes)


def test_points_given_by_hand_survive_marking_again_and_stand_in_the_history(
    cohort: Cohort, codes: list[str]
) -> None:
    give(cohort, codes[0], "ruling-not-proved", 3.0)
    newer(cohort)
    run(cohort, "--again", "--yes")
    assert grades(cohort, codes[0])["ruling-not-proved"] == (None, 3.0, False)
    kept = ask(
        cohort,
        "select manual_score from benchbook_history where cell = 'ruling-not-proved'"
        " and student_id = :code",
        code=codes[0],
    )
    assert kept == [(3.0,)]


def test_a_new_hand_in_is_marked_under_the_new_edition_at_once(
    cohort: Cohort, codes: list[str], people: list[Person]
) -> None:
    newer(cohort)
    hand_in(cohort, people[5].code, sheet({}))
    summary = mark(cohort)
    assert (summary.marked, len(summary.left)) == (1, len(codes))


@pytest.mark.usefixtures("codes")
def test_an_edition_with_another_question_is_refused(cohort: Cohort) -> None:
    newer(cohort, ("  - id: consent\n", "  - id: consents\n"))
    status, told = run(cohort, "--again", "--yes")
    assert status == 2
    assert "consent" in told
    assert "as a case of its own" in told


@pytest.mark.usefixtures("codes")
def test_an_edition_with_another_id_in_a_question_is_refused(cohort: Cohort) -> None:
    text = cohort.key_file(CASE).read_text(encoding="utf-8")
    passage = re.findall(r"- \{?id: ([a-z0-9-]+)", text[text.index("exhibits:") :])[1]
    newer(cohort)
    before = everything(cohort)
    edited = re.sub(rf"\b{passage}\b", f"{passage}-x", cohort.key_file(CASE).read_text("utf-8"))
    cohort.key_file(CASE).write_text(edited, encoding="utf-8")
    status, told = run(cohort, "--again", "--yes")
    assert status == 2
    assert "changes questions, or ids or kinds in them" in told
    assert everything(cohort) == before


@pytest.mark.usefixtures("codes")
def test_an_edition_with_other_points_is_refused(cohort: Cohort) -> None:
    text = cohort.key_file(CASE).read_text(encoding="utf-8")
    steps = text[text.index("  - id: steps\n") : text.index("  - id: protection\n")]
    newer(cohort, (steps, steps.replace("points: 4", "points: 5", 1)))
    status, told = run(cohort, "--again", "--yes")
    assert status == 2
    assert "steps-mark (4, now 5)" in told


def test_yes_alone_is_refused(cohort: Cohort) -> None:
    status, told = run(cohort, "--yes")
    assert status == 2
    assert "--yes belongs to --again" in told
