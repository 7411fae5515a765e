"""The feedback page: everything a learner needs to learn from, and nothing that runs or leaks."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import pairwise
from typing import Any

import pytest

from benchbook.answers import Sheet
from benchbook.casebook.case import Case
from benchbook.casebook.case_file import read_case_file
from benchbook.marking.feedback_page import FeedbackPages, RubricMark
from benchbook.marking.marked import MarkedHandIn, Received, mark_hand_in
from benchbook.places import course_root
from benchbook.proof import key_texts

FILES = sorted((course_root() / "assessments" / "cases").glob("[a-z]*.yaml"))
CASES = [read_case_file(file) for file in FILES]
EVIL = '<script>window.ran = 1</script><img src=x onerror="window.ran = 2"> & \''
CODE = "TZCUXR33"


@pytest.fixture
def case() -> Case:
    return next(c for c in CASES if c.id == "night-shift")


def marked(case: Case, answers: dict[str, Any]) -> MarkedHandIn:
    sheet = Sheet(of=case.id, edition=case.edition)
    for question, answer in answers.items():
        sheet.record(question, answer, "2026-11-21T10:00:00+00:00")
    return mark_hand_in(case, Received(sheet))


def page(case: Case, answers: dict[str, Any], **rubric: RubricMark) -> str:
    given = {name.replace("_", "-"): mark for name, mark in rubric.items()}
    return FeedbackPages(case).page(marked(case, answers), given, CODE)


def words(html: str) -> str:
    """Return what a reader sees, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.split("</style>")[1])).split())


def section(html: str, question: str) -> str:
    return html.split(f'<section aria-labelledby="q-{question}">')[1].split("</section>")[0]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_each_question_shows_the_answer_the_better_one_and_why(case: Case) -> None:
    html = page(case, case.near_miss_answers())
    for question in case.questions:
        if question.kind != "ruling":
            part = section(html, question.id)
            headings = re.findall(r"<h3>(.*?)</h3>", part)
            assert headings == ["Your answer", "The better answer", "Why"]
            assert 'class="bb-provisions"' in part


def test_a_wrong_option_is_answered_with_the_right_one_and_its_reason(case: Case) -> None:
    question: Any = next(q for q in case.questions if q.kind == "choose-one")
    wrong = next(o for o in question.options if not o.right)
    right = next(o for o in question.options if o.right)
    part = section(page(case, {question.id: {"option": wrong.id}}), question.id)
    own, better, why = re.split(r"<h3>The better answer</h3>|<h3>Why</h3>", part)
    assert escape(wrong.text) in own
    assert escape(right.text) in better
    assert escape(wrong.because) in why
    assert escape(right.because) in why


def test_an_answer_with_all_points_is_not_given_a_better_one(case: Case) -> None:
    part = section(page(case, case.key_answers()), "charge")
    assert "Your answer earns every point." in part
    assert 'class="said key"' not in part


def test_confidence_is_shown_where_it_was_given(case: Case) -> None:
    answers = case.key_answers()
    name = next(q.id for q in case.questions if q.kind == "find-elements")
    first = next(iter(answers[name]["elements"].values()))
    first["confidence"] = "certain"
    assert "certain" in section(page(case, answers), name)


def test_a_criterion_shows_every_level_the_one_given_and_the_comment(case: Case) -> None:
    html = page(case, case.key_answers(), separates=RubricMark(3, "Count 2B\n\nis missing."))
    part = section(html, "ruling")
    ruling: Any = case.question("ruling")
    for level in ruling.criteria[0].levels:
        assert escape(level.descriptor) in part
    assert "3 of 4 points: Mostly" in part
    given = re.search(r'<tr class="given">.*?</tr>', part)
    assert given
    assert "Mostly" in given[0]
    assert "Your ruling" in given[0]
    assert "<p>Count 2B</p><p>is missing.</p>" in part


def test_points_between_two_levels_name_both(case: Case) -> None:
    part = section(page(case, case.key_answers(), separates=RubricMark(2.0)), "ruling")
    assert "2 of 4 points: between Partly and Mostly" in part


def test_the_model_answer_and_the_exemplars_stand_with_the_ruling(case: Case) -> None:
    text = words(page(case, case.key_answers()))
    ruling: Any = case.question("ruling")
    assert " ".join(ruling.criteria[0].model.split()) in text
    assert " ".join(ruling.exemplars[1].comment.split()) in text


def test_what_waits_for_a_person_is_said_and_not_counted(case: Case) -> None:
    text = words(page(case, case.key_answers(), separates=RubricMark(4)))
    assert "54 of 74 points so far" in text
    assert "5 criteria of the ruling still wait" in text
    assert text.count("A person has not marked this yet.") == 5


def test_the_sum_is_that_of_key_and_person_when_nothing_waits(case: Case) -> None:
    ruling: Any = case.question("ruling")
    given = {c.id: RubricMark(2.5) for c in ruling.criteria}
    html = FeedbackPages(case).page(marked(case, case.key_answers()), given, CODE)
    assert "65 of 74 points" in words(html)
    assert "so far" not in words(html)


def test_points_that_a_person_put_over_the_keys_are_the_ones_that_count(case: Case) -> None:
    found = marked(case, case.near_miss_answers())
    html = FeedbackPages(case).page(found, {}, CODE, {"charge": 1.5})
    assert "1.5 of" in section(html, "charge")
    assert "Your instructor gave these points" in section(html, "charge")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_who_is_asked_to_hand_in_again_is_shown_no_key(case: Case) -> None:
    nothing = mark_hand_in(case, Received(None, "There is no answer sheet in this hand-in."))
    text = words(FeedbackPages(case).page(nothing, {}, CODE))
    assert "hand in again" in text
    for secret in key_texts(case):
        assert " ".join(secret.split()) not in text


def test_an_answer_that_cannot_be_read_is_named_and_the_others_are_marked(case: Case) -> None:
    answers = {**case.key_answers(), "charge": {"option": ["not", "one"]}}
    html = page(case, answers)
    number = next(n for n, q in enumerate(case.questions, 1) if q.id == "charge")
    assert f"The answer to question {number} could not be read" in words(html)
    assert "does not have the form of this question" in section(html, "charge")
    assert "Your answer earns every point." in section(html, "steps")


def test_nothing_that_a_learner_or_marker_wrote_is_html(case: Case) -> None:
    answers = {**case.near_miss_answers(), "ruling": {"text": EVIL}}
    found = marked(case, answers)
    html = FeedbackPages(case).page(found, {"separates": RubricMark(1, EVIL)}, EVIL)
    assert html.count(escape(EVIL)) == 3
    assert "<script" not in html
    assert "<img" not in html


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_a_page_asks_for_nothing_from_outside_and_forbids_script(case: Case) -> None:
    html = page(case, case.key_answers())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy[1]
    assert not re.search(r"<(script|img|link|iframe|object|form)|\son\w+=|url\(|@import", html)
    assert all(target.startswith("#") for target in re.findall(r'href="([^"]*)"', html))


def test_the_same_marks_give_the_same_bytes(case: Case) -> None:
    pages = FeedbackPages(case)
    first = pages.page(marked(case, case.near_miss_answers()), {}, CODE)
    pages.page(marked(case, case.key_answers()), {"separates": RubricMark(2)}, "MMZ6GFAE")
    assert pages.page(marked(case, case.near_miss_answers()), {}, CODE) == first


def test_headings_go_down_one_step_at_a_time(case: Case) -> None:
    steps = [int(n) for n in re.findall(r"<h(\d)", page(case, case.key_answers()))]
    assert steps[0] == 1
    assert steps.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(steps))
