"""What somebody answers who has not read the file: by habit, or at random.

Each guesser sees the public question alone, as a learner's page does.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

Answer = dict[str, Any] | None
Public = dict[str, Any]
Pick = Callable[[list[Any]], Any]
VERDICTS = ("made-out", "not-made-out", "not-enough")


def always_first(question: Public) -> Answer:
    """Answer everything with whatever stands first."""
    return _one_each(question, lambda offered: offered[0])


def always_longest(question: Public) -> Answer:
    """Answer everything with whatever has most text."""
    return _one_each(question, lambda offered: max(offered, key=_length))


def tick_all(question: Public) -> Answer:
    """Tick, order and mark everything that can be; where one must be chosen, the first."""
    return _every(question, list(_offered(question)))


def tick_none(question: Public) -> Answer:
    """Tick, order and mark nothing; where one must be chosen, leave it."""
    return _every(question, [])


def tag_everything(question: Public) -> Answer:
    """Give each passage every tag, for the prosecution; all else as `tick_all`."""
    if question["kind"] != "tag-passages":
        return tick_all(question)
    tags = {t["id"]: "for" for t in question["tags"]}
    return {"tags": {p["id"]: dict(tags) for p in _passages(question)}}


def at_random(seed: int) -> Callable[[Public], Answer]:
    """Return a guesser that throws dice: half of what can be ticked, one of what must be chosen."""
    dice = random.Random(seed)

    def guess(question: Public) -> Answer:
        if question["kind"] in ("choose-many", "build-order", "find-flaw", "tag-passages"):
            return _every(
                question, [o for o in _offered(question) if dice.random() < 0.5], dice.choice
            )
        if question["kind"] == "order-steps":
            order = [s["id"] for s in question["steps"]]
            return {"order": dice.sample(order, len(order))}
        return _one_each(question, dice.choice)

    return guess


def _length(offered: Any) -> int:
    return (
        len(str(offered.get("text", offered.get("label", "")))) if isinstance(offered, dict) else 0
    )


def _passages(question: Public) -> list[dict[str, Any]]:
    exhibits = [question["draft"]] if "draft" in question else question.get("exhibits", [])
    return [p for e in exhibits for p in e["passages"]]


def _offered(question: Public) -> list[Any]:
    """Return the things of the question that can be ticked, ordered, marked or tagged."""
    for part in ("options", "measures"):
        if part in question:
            return list(question[part])
    return _passages(question)


def _one_each(question: Public, pick: Pick) -> Answer:
    match question["kind"]:
        case "choose-one":
            return {"option": pick(question["options"])["id"]}
        case "order-steps":
            steps = list(question["steps"])
            first = pick(steps)
            return {"order": [first["id"], *(s["id"] for s in steps if s is not first)]}
        case "find-elements":
            passages = _passages(question)
            elements = {}
            for element in question["elements"]:
                verdict = pick(list(VERDICTS))
                elements[element["id"]] = {"verdict": verdict, "passages": [pick(passages)["id"]]}
            return {"elements": elements}
        case "rank-strength":
            return {
                "duties": {
                    d["id"]: {
                        "verb": pick(question["verbs"])["id"],
                        "owed": pick(question["things"])["id"],
                    }
                    for d in question["duties"]
                }
            }
        case "ruling":
            return None
        case _:
            return _every(question, [pick(_offered(question))], pick)


def _every(question: Public, ticked: list[Any], pick: Pick = lambda offered: offered[0]) -> Answer:
    names = [t["id"] for t in ticked]
    match question["kind"]:
        case "choose-many":
            return {"options": names}
        case "build-order":
            part = {
                "ground": pick(question["grounds"])["id"],
                "safeguard": pick(question["safeguards"])["id"],
            }
            return {"measures": dict.fromkeys(names, part)}
        case "find-flaw":
            return {"flaws": {n: pick(question["flaws"])["id"] for n in names}}
        case "tag-passages":
            sides = ["for", "against"]
            return {"tags": {n: {pick(question["tags"])["id"]: pick(sides)} for n in names}}
        case _:
            return _one_each(question, pick) if names else None
