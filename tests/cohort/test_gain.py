"""The gain of small tables, worked out by hand in the comments."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest

from benchbook.cohort.results.calibration import compared, rises, told
from benchbook.cohort.results.gain import Gain, Pair, gain, paired_interval
from benchbook.cohort.results.tally import Share
from benchbook.marking.marked import MarkedHandIn, Received, mark_hand_in

from .short_form import flat, group, marked, short

FIRST, SECOND = short("diagnostic"), short("final")
BEFORE = group(FIRST, "100", "110", "000", "100", "111")
AFTER = group(SECOND, "110", "111", "100", "010", "111")
MORE = {f"Q{n}": marked(SECOND, "111") for n in range(5)}


def worked_out(before: dict[str, MarkedHandIn], after: dict[str, MarkedHandIn]) -> Gain:
    found = gain(FIRST, SECOND, before, after)
    assert found is not None
    return found


def test_the_mean_gain_has_students_paired_interval() -> None:
    # Before 1 2 0 1 3, after 2 3 1 1 3: gains 1 1 1 0 0, mean 0.6, variance (3·0.16 + 2·0.36)/4 = 0.3.
    # t for four degrees of freedom is 2.776445.
    change = worked_out(BEFORE, AFTER).change
    assert change is not None
    assert (change.most, change.before, change.after) == (3, 1.4, 2.0)
    assert change.gain == pytest.approx(0.6)
    half = 2.776445 * sqrt(0.3 / 5)
    assert change.interval == pytest.approx((0.6 - half, 0.6 + half), abs=1e-5)


def test_each_pair_counts_who_turned_and_who_did_not() -> None:
    # Item by item, before and after: 1 1 0 1 1 and 1 1 1 0 1; 0 1 0 0 1 and 1 1 0 1 1; 0 0 0 0 1
    # and 0 1 0 0 1.
    pairs = [p for part in worked_out(BEFORE, AFTER).parts for p in part.pairs]
    assert [(p.right_both, p.wrong_to_right, p.right_to_wrong, p.wrong_both) for p in pairs] == [
        (3, 1, 1, 0),
        (2, 2, 0, 1),
        (1, 1, 0, 3),
    ]
    assert (pairs[1].before, pairs[1].after) == (Share(2, 5), Share(4, 5))


def test_mistakes_and_duties_are_grouped() -> None:
    mistakes, duties = worked_out(BEFORE, AFTER).parts
    assert [p.id for p in mistakes.pairs] == ["movement", "organised-group"]
    assert [p.id for p in duties.pairs] == ["identification"]
    assert (mistakes.change.before, mistakes.change.after) == (1.2, 1.6)
    assert (mistakes.wrong_to_right, mistakes.right_to_wrong) == (3, 1)
    # Gains on the duty: 0 1 0 0 0.
    assert duties.change.gain == pytest.approx(0.2)


def test_pairs_are_found_by_what_they_ask_not_by_their_place() -> None:
    turned = short("final", (12, 1, 0))
    after = {c: mark_hand_in(turned, h.received) for c, h in AFTER.items()}
    found = gain(FIRST, turned, BEFORE, after)
    assert found is not None
    assert {p.id: p for part in found.parts for p in part.pairs} == {
        p.id: p for part in worked_out(BEFORE, AFTER).parts for p in part.pairs
    }


def test_people_are_matched_by_code_and_the_others_left_out() -> None:
    backwards = dict(reversed(AFTER.items()))
    found = worked_out(BEFORE, {**MORE, **backwards})
    assert (found.people, found.only_before, found.only_after) == (5, 0, 5)
    assert found.change == worked_out(BEFORE, AFTER).change


def test_under_five_with_both_nothing_is_worked_out() -> None:
    four = {c: h for c, h in AFTER.items() if c != "P0"}
    assert worked_out(BEFORE, four) == Gain(4, 1, 0)


@pytest.mark.parametrize("alone", [1, 4])
def test_nobody_can_be_found_by_subtracting_those_with_both(alone: int) -> None:
    found = worked_out(BEFORE, {**AFTER, **dict(list(MORE.items())[:alone])})
    assert found.change is not None
    assert (found.parts, found.sure_before, found.sure_after) == ([], {}, {})


def test_who_took_the_later_form_first_has_it_as_before() -> None:
    early, late = "2026-11-20T09:00:00+00:00", "2026-11-20T10:00:00Z"
    before = {f"P{n}": marked(FIRST, "111", at=late) for n in range(5)}
    after = {f"P{n}": marked(SECOND, "000", at=early) for n in range(5)}
    found = worked_out(before, after)
    assert found.change is not None
    assert (found.turned, found.change.before, found.change.after) == (5, 0, 3)
    # At the same moment, or where a time cannot be read, the forms say which came first.
    same = worked_out({c: marked(FIRST, "111", at=early) for c in before}, after)
    unread = worked_out({c: marked(FIRST, "111", at="yesterday") for c in before}, after)
    assert (same.turned, unread.turned) == (0, 0)


def test_few_who_took_them_the_other_way_round_are_not_found() -> None:
    first = {**AFTER, "P0": marked(SECOND, "111", at="2026-11-01T12:00:00+00:00")}
    found = worked_out(BEFORE, first)
    assert (found.turned, found.parts) == (1, [])


def test_the_same_gain_of_all_has_no_interval() -> None:
    assert paired_interval([1, 1, 1, 1, 1]) is None
    assert paired_interval([1]) is None


def test_forms_without_a_common_item_have_no_gain() -> None:
    assert gain(FIRST, short("final", (3,)), BEFORE, {}) is None


def test_a_hand_in_without_a_sheet_stops_nothing() -> None:
    broken = mark_hand_in(SECOND, Received(None, "no sheet"))
    found = worked_out(BEFORE, {**AFTER, "P0": broken})
    assert found.change is not None
    assert found.change.after == pytest.approx(8 / 5)


def test_confidence_is_counted_before_and_after() -> None:
    before = {c: marked(FIRST, "110", "certain") for c in BEFORE}
    after = {c: marked(SECOND, "111", "sure") for c in AFTER}
    found = worked_out(before, after)
    assert flat(found.sure_before)["certain"] == (10, 15)
    assert flat(found.sure_after) == {
        "not-said": (0, 0),
        "fairly-sure": (0, 0),
        "sure": (15, 15),
        "certain": (0, 0),
    }


def sure(fairly: Share, very: Share, certain: Share) -> dict[str, Share]:
    return {"not-said": Share(0, 0), "fairly-sure": fairly, "sure": very, "certain": certain}


def test_overconfidence_is_told_in_words() -> None:
    good = sure(Share(5, 10), Share(7, 10), Share(19, 20))
    assert told(good) == (
        "Of 20 answers that people called certain, 1 was wrong (5%). "
        "The surer people said they were, the more often they were right."
    )
    bad = sure(Share(6, 10), Share(6, 10), Share(10, 20))
    assert told(bad).endswith("so how sure somebody felt told little.")
    assert told(sure(Share(1, 2), Share(0, 0), Share(0, 0))) == "Nobody called an answer certain."
    assert rises(sure(Share(1, 2), Share(0, 0), Share(0, 0))) is None


def test_overconfidence_is_compared_only_as_far_as_the_numbers_go() -> None:
    none = Share(0, 0)
    # Wilson: 10 wrong of 20 is 30% to 70%, 1 of 20 is 1% to 24%, 6 of 20 is 15% to 52%.
    much, little, between = (sure(none, none, Share(n, 20)) for n in (10, 19, 14))
    assert "less overconfident" in compared(much, little)
    assert "more overconfident" in compared(little, much)
    assert "too alike" in compared(much, between)
    assert "cannot be compared" in compared(much, sure(none, none, none))


def test_a_pair_counts_everybody_once() -> None:
    pair = Pair("i", "duty", "safety", 1, 2, 3, 4)
    assert (pair.before, pair.after) == (Share(4, 10), Share(3, 10))
    assert replace(pair, wrong_both=0).after == Share(3, 6)
