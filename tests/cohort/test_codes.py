"""A code finds the mistakes of people who copy it by hand."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchbook.cohort.codes import SIGNS, is_code, new_code, read_code
from benchbook.errors import UsageError

codes = st.integers(0, 2**32).map(lambda _: new_code())


def test_a_new_code_is_a_code_and_never_one_that_is_taken() -> None:
    taken: set[str] = set()
    for _ in range(300):
        code = new_code(taken)
        assert is_code(code)
        assert code not in taken
        taken.add(code)


@given(codes, st.integers(0, 7), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_found(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    assert is_code(wrong) == (wrong == code)


def test_nearly_every_swap_of_two_neighbours_is_found() -> None:
    swaps = missed = 0
    for code in (new_code() for _ in range(300)):
        for place in range(7):
            a, b = code[place], code[place + 1]
            swaps += a != b
            missed += a != b and is_code(code[:place] + b + a + code[place + 2 :])
    assert missed / swaps < 0.03


@given(codes)
def test_a_code_typed_in_small_letters_and_in_groups_is_read(code: str) -> None:
    assert read_code(f" {code[:4].lower()}-{code[4:].lower()} ") == code


@pytest.mark.parametrize(
    "text",
    ["", "ABC", "0OIL1234", "SAQXYJAP1", "../../etc", "李明李明李明李明", "A" * 10_000, "\0" * 8],
)
def test_what_is_no_code_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match="is not a code of this course"):
        read_code(text)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_and_never_anything_else(text: str) -> None:
    with contextlib.suppress(UsageError):
        assert is_code(read_code(text))
