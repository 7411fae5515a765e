"""Ten thousand sheets that nobody meant: none stops the marker, none earns what it should not."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchbook.answers import sheet_name
from benchbook.casebook.case import Case
from benchbook.casebook.yaml_file import read_yaml
from benchbook.marking.marked import MarkedHandIn, mark_hand_in, receive
from benchbook.marking.marked_notebook import MarkedNotebooks
from tests.marking import sheets

pytestmark = pytest.mark.long
ASSESSMENTS = Path(__file__).resolve().parents[2] / "assessments"
CASE = read_yaml(ASSESSMENTS / "cases" / "night-shift.yaml", Case)
NOTEBOOKS = MarkedNotebooks(
    CASE, (ASSESSMENTS / "source" / CASE.id / f"{CASE.id}.ipynb").read_text("utf-8")
)
KEY = CASE.key_answers()
QUESTIONS = {q.id: q for q in CASE.questions}


def examples(count: int) -> settings:
    """Return the settings for `count` examples, the same ones on every run."""
    return settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hand-in")


def marked(folder: Path, raw: bytes) -> MarkedHandIn:
    """Return the marks of a sheet with these bytes, after what must hold of any."""
    (folder / sheet_name(CASE.id)).write_bytes(raw)
    found = mark_hand_in(CASE, receive(folder, CASE.id))
    NOTEBOOKS.text(found).encode("utf-8")
    assert math.isfinite(found.earned)
    for q in found.questions:
        assert type(q.mark.points) is float
        assert 0 <= q.mark.points <= q.mark.max
        assert not (q.malformed and q.mark.points)
    if found.received.problem:
        assert found.received.problem.endswith(".")
        assert found.earned == 0
    return found


SOUP = st.one_of(
    st.binary(max_size=40),
    (sheets.JSON | st.floats()).map(lambda found: json.dumps(found).encode()),
    st.fixed_dictionaries(
        {"of": st.just(CASE.id)},
        optional={
            "format": st.sampled_from([1, 1, 0, 2, True, 1.0, None]),
            "answers": st.dictionaries(st.sampled_from(sorted(QUESTIONS)), sheets.JSON, max_size=3),
            "state": st.sampled_from(["open", "handed-in", "closed", 3]),
            "attempts": sheets.JSON,
        },
    ).map(lambda found: json.dumps(found).encode()),
)


@examples(4_000)
@given(raw=SOUP)
def test_no_bytes_stop_the_marker(folder: Path, raw: bytes) -> None:
    marked(folder, raw)


@examples(1_500)
@given(data=st.data())
def test_an_answer_that_does_not_fit_earns_nothing_beside_those_that_do(
    folder: Path, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(QUESTIONS)))
    unfit = data.draw(
        st.one_of(sheets.UNFIT, st.dictionaries(st.text(max_size=6), sheets.JSON, max_size=3))
    )
    found = marked(folder, sheets.sheet(CASE, {**KEY, name: unfit}).encode())
    for q in found.questions:
        assert q.mark.points == (0.0 if q.question.id == name else q.mark.max)


@examples(1_500)
@given(given_answers=sheets.answers(CASE))
def test_sheets_of_the_right_form_are_marked_within_their_points(
    folder: Path, given_answers: dict[str, Any]
) -> None:
    found = marked(folder, sheets.sheet(CASE, given_answers).encode())
    assert not found.received.problem
    json.loads(NOTEBOOKS.text(found))
    answered = {q.question.id for q in found.questions if q.answer is not None}
    assert answered == set(given_answers)


@examples(3_000)
@given(cut=st.integers(0, 4_000), put=st.binary(max_size=6), instead=st.integers(0, 30))
def test_a_sheet_with_damage_in_one_place_never_earns_more_than_it_did(
    folder: Path, cut: int, put: bytes, instead: int
) -> None:
    whole = sheets.sheet(CASE, KEY).encode()
    place = cut % len(whole)
    marked(folder, whole[:place] + put + whole[place + instead :])
