"""Answer sheets as hypothesis makes them: right, wrong, unfit and damaged, for any case."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, get_args

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchbook.activities.question import Confidence, Question, Side, Tag
from benchbook.casebook.case import Case

Public = dict[str, Any]
WHEN = "2026-11-21T10:00:00+00:00"
UNKNOWN = "no-such-thing"
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=5,
)
# What no kind of question takes for an answer, though the sheet may hold it.
UNFIT = st.one_of(
    st.just({"unheard": 1}),
    st.fixed_dictionaries({"option": st.integers() | st.lists(st.text(max_size=4), max_size=2)}),
    st.fixed_dictionaries({"options": st.none() | st.dictionaries(st.text(max_size=4), JSON)}),
    st.fixed_dictionaries({"tags": st.text(max_size=4), "elements": JSON}),
    st.fixed_dictionaries({"text": st.none() | st.integers()}),
    st.fixed_dictionaries({"order": st.just("a b c"), "flaws": JSON}),
)
RULINGS = st.one_of(
    st.just('<script>window.ran = 1</script><img src="none" onerror="ran()"> & **bold** $x$'),
    st.just("First.\n\nSecond line\r\n\u2028third \x00\x1b[31m é 文 🙂 \\ \" '"),
    st.text(max_size=80),
)


def _ids(parts: list[Public]) -> list[str]:
    return [p["id"] for p in parts]


def _passages(public: Public) -> list[str]:
    return [p["id"] for e in public["exhibits"] for p in e["passages"]]


def _some(parts: list[str], inner: Any, most: int = 8) -> Any:
    return st.dictionaries(st.sampled_from([*parts, UNKNOWN]), inner, max_size=most)


def _optional(**parts: Any) -> Any:
    return st.fixed_dictionaries({}, optional=parts)


SURE = st.sampled_from(get_args(Confidence))
VERDICT = st.sampled_from(["made-out", "not-made-out", "not-enough"])


def _find_elements(public: Public) -> Any:
    passages = st.lists(st.sampled_from([*_passages(public), UNKNOWN]), max_size=4)
    decision = _optional(verdict=VERDICT, passages=passages, confidence=SURE)
    elements = st.dictionaries(st.sampled_from(_ids(public["elements"])), decision)
    return st.fixed_dictionaries({"elements": elements})


def _build_order(public: Public) -> Any:
    ground = st.sampled_from([*_ids(public["grounds"]), UNKNOWN])
    safeguard = st.sampled_from([*_ids(public["safeguards"]), UNKNOWN])
    ordered = _optional(ground=ground, safeguard=safeguard)
    return st.fixed_dictionaries({"measures": _some(_ids(public["measures"]), ordered)})


def _rank_strength(public: Public) -> Any:
    strength = _optional(
        verb=st.sampled_from(_ids(public["verbs"])), owed=st.sampled_from(_ids(public["things"]))
    )
    return st.fixed_dictionaries({"duties": _some(_ids(public["duties"]), strength)})


VALID: dict[str, Callable[[Public], Any]] = {
    "build-order": _build_order,
    "change-one-fact": lambda p: st.fixed_dictionaries(
        {
            "changes": _some(
                _ids(p["changes"]), st.dictionaries(st.sampled_from(_ids(p["rows"])), VERDICT)
            )
        }
    ),
    "choose-many": lambda p: st.fixed_dictionaries(
        {"options": st.lists(st.sampled_from([*_ids(p["options"]), UNKNOWN]), unique=True)}
    ),
    "choose-one": lambda p: st.fixed_dictionaries(
        {"option": st.sampled_from([*_ids(p["options"]), UNKNOWN])}, optional={"confidence": SURE}
    ),
    "find-elements": _find_elements,
    "find-flaw": lambda p: st.fixed_dictionaries(
        {"flaws": _some(_ids(p["draft"]["passages"]), st.sampled_from(_ids(p["flaws"])))}
    ),
    "order-steps": lambda p: st.fixed_dictionaries({"order": st.permutations(_ids(p["steps"]))}),
    "rank-strength": _rank_strength,
    "ruling": lambda _: st.fixed_dictionaries({"text": RULINGS}),
    "tag-passages": lambda p: st.fixed_dictionaries(
        {
            "tags": _some(
                _passages(p),
                st.dictionaries(
                    st.sampled_from(get_args(Tag)), st.sampled_from(get_args(Side)), max_size=2
                ),
            )
        }
    ),
}


def valid(question: Question) -> Any:
    """Return a strategy of answers in the form of `question`: the key, part of it, and any other."""
    made = VALID[question.kind](question.public())
    if question.kind == "ruling":
        return made
    return st.one_of(made, st.just(question.key_answer()), _partly(question.key_answer()))


def _partly(key: dict[str, Any]) -> Any:
    name, value = next(iter(key.items()))
    if isinstance(value, dict):
        chosen = st.sets(st.sampled_from(sorted(value)))
        return chosen.map(lambda parts: {name: {p: value[p] for p in sorted(parts)}})
    if isinstance(value, list):
        return st.lists(st.sampled_from(value), unique=True).map(lambda parts: {name: parts})
    return st.just(key)


def answers(case: Case) -> Any:
    """Return a strategy of answers by question id: valid ones, unfit ones, and none."""
    each = {q.id: st.one_of(*[valid(q)] * 4, UNFIT, st.none()) for q in case.questions}
    return st.fixed_dictionaries(each).map(
        lambda found: {q: a for q, a in found.items() if a is not None}
    )


def sheet(case: Case, given_answers: dict[str, Any]) -> str:
    """Return the text of a sheet with these answers; unlike the model it takes any of them."""
    entries = {q: {"answer": a, "changed": WHEN} for q, a in given_answers.items()}
    return json.dumps({"format": 1, "of": case.id, "edition": case.edition, "answers": entries})


def spread(strategy: Any, count: int) -> list[Any]:
    """Return `count` examples of `strategy`, the same ones each time, from all over its range."""
    found: list[Any] = []

    @settings(
        max_examples=count * 12,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(example: Any) -> None:
        found.append(example)

    collect()
    # The first examples are the plainest ones; the later ones are spread.
    step = len(found) // count
    return found[step - 1 :: step][:count]
