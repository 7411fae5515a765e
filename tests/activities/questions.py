"""Small questions, one of each kind, for the tables of worked examples."""

from __future__ import annotations

from typing import Any

from benchbook.activities import kinds
from benchbook.activities.change_one_fact.question import Analysed, ChangeOneFact
from benchbook.activities.question import EvidenceQuestion, Exhibit, Question

REASON = {"because": "Because the provision says so.", "cites": ["protocol#art-3-a"]}
EXHIBITS = [
    {
        "id": "statement",
        "kind": "statement",
        "title": "Statement",
        "passages": [
            {"id": name, "text": f"Passage {name}."}
            for name in ("one", "two", "three", "four", "five")
        ],
    }
]


def make(kind: str, **parts: Any) -> Any:
    """Return a question of `kind` with id, title, prompt and 10 points."""
    base = {"id": "q", "kind": kind, "title": "Title", "prompt": "Prompt.", "points": 10.0}
    question: Question = kinds.kind(kind).question.model_validate({**base, **parts})
    if isinstance(question, EvidenceQuestion):
        question.bind([Exhibit.model_validate(e) for e in EXHIBITS])
    return question


def choose_one() -> Any:
    """Return: a right, b worth a quarter, c worth nothing."""
    options = [
        {"id": "a", "text": "A", "right": True, **REASON},
        {"id": "b", "text": "B", "credit": 0.25, **REASON},
        {"id": "c", "text": "C", **REASON},
    ]
    return make("choose-one", options=options)


def choose_many() -> Any:
    """Return: a and b right, c and d wrong, e defensible either way."""
    options = [
        {"id": "a", "text": "A", "right": True, **REASON},
        {"id": "b", "text": "B", "right": True, **REASON},
        {"id": "c", "text": "C", **REASON},
        {"id": "d", "text": "D", **REASON},
        {"id": "e", "text": "E", "either": True, **REASON},
    ]
    return make("choose-many", options=options)


def order_steps() -> Any:
    """Return: a first, then b and c in any order, then d."""
    steps = [
        {"id": "a", "text": "A", **REASON},
        {"id": "b", "text": "B", "group": 1, **REASON},
        {"id": "c", "text": "C", "group": 1, **REASON},
        {"id": "d", "text": "D", **REASON},
    ]
    return make("order-steps", steps=steps)


def tag_passages() -> Any:
    """Return: one is means for, two is act for and purpose against; three may be means for."""
    key = [
        {"passage": "one", "tag": "means", "side": "for", **REASON},
        {"passage": "two", "tag": "act", "side": "for", **REASON},
        {"passage": "two", "tag": "purpose", "side": "against", **REASON},
    ]
    accepts = [{"passage": "three", "tag": "means", "side": "for", **REASON}]
    return make("tag-passages", tags=["act", "means", "purpose"], key=key, accepts=accepts)


def find_elements() -> Any:
    """Return: means made out by one and two (both needed); purpose not enough, no passage needed."""
    verdicts = dict.fromkeys(("made-out", "not-made-out", "not-enough"), REASON)
    elements = [
        {
            "id": "means",
            "asks": "Means?",
            "verdict": "made-out",
            "carry": ["one", "two"],
            "needs": 2,
            "accepts": ["three"],
            "verdicts": verdicts,
        },
        {"id": "purpose", "asks": "Purpose?", "verdict": "not-enough", "verdicts": verdicts},
    ]
    return make("find-elements", elements=elements)


def ruling() -> Any:
    """Return a ruling with one criterion of three levels."""
    levels = [
        {"id": "full", "label": "Full", "points": 4.0, "descriptor": "All."},
        {"id": "part", "label": "Partly", "points": 2.0, "descriptor": "Some."},
        {"id": "none", "label": "Not yet", "points": 0.0, "descriptor": "None."},
    ]
    criteria = [
        {
            "id": "reasons",
            "title": "Reasons",
            "points": 4.0,
            "model": "A model answer.",
            "cites": ["protocol#art-3-a"],
            "levels": levels,
        }
    ]
    exemplars = [
        {"id": "strong", "level": "Full", "text": "A strong ruling.", "comment": "Strong."},
        {"id": "fair", "level": "Partly", "text": "A fair ruling.", "comment": "Fair."},
    ]
    return make("ruling", words=200, criteria=criteria, exemplars=exemplars)


def change_one_fact() -> Any:
    """Return two changes; the law finds everything made out as told, and no means in the other."""
    changes = [
        {"id": "as-told", "text": "As told.", "facts": {}},
        {
            "id": "no-means",
            "text": "No deception.",
            "facts": {"means": []},
            "note": "It matters.",
            "cites": ["protocol#art-3-a"],
        },
    ]
    question: ChangeOneFact = make(
        "change-one-fact", story="A story.", under="protocol", facts={}, changes=changes
    )
    made = {"act": "made-out", "means": "made-out", "purpose": "made-out", "offence": "made-out"}
    missing = {**made, "means": "not-made-out", "offence": "not-made-out"}
    question.settle(
        {
            "as-told": Analysed.model_validate(
                {"verdicts": made, "reasons": [("All three.", ["protocol#art-3-a"])]}
            ),
            "no-means": Analysed.model_validate(
                {"verdicts": missing, "reasons": [("No means.", ["protocol#art-3-a"])]}
            ),
        }
    )
    return question


def rank_strength() -> Any:
    """Return: housing shall be considered as a measure; report shall be encouraged as a measure."""
    cites = {"because": "The text says so.", "cites": ["protocol#art-6-3"]}
    housing = {"id": "housing", "text": "Housing.", "provision": "protocol#art-6-3"}
    report = {"id": "report", "text": "Reports.", "provision": "protocol#art-6-3"}
    duties = [
        {**housing, "verb": "shall-consider", "owed": "measure", **cites},
        {**report, "verb": "shall-encourage", "owed": "measure", **cites},
    ]
    return make("rank-strength", duties=duties)


def build_order() -> Any:
    """Return: screen for fear with sight, pseudonym for fear with name; no-cross is wrong."""
    measures: list[dict[str, Any]] = [
        {"id": "screen", "text": "Screen.", "right": True, "ground": "fear", "safeguard": "sight"},
        {"id": "alias", "text": "Alias.", "right": True, "ground": "fear", "safeguard": "name"},
        {"id": "no-cross", "text": "No questions."},
    ]
    return make(
        "build-order",
        grounds=[{"id": "fear", "text": "Fear."}, {"id": "travel", "text": "Travel."}],
        safeguards=[{"id": "sight", "text": "Sight."}, {"id": "name", "text": "Name."}],
        measures=[{**m, **REASON} for m in measures],
    )


def find_flaw() -> Any:
    """Return a draft of five passages: one lacks a means, two takes consent for a defence."""
    key = [
        {"passage": "one", "flaw": "no-means", **REASON},
        {"passage": "two", "flaw": "consent", **REASON},
    ]
    flaws = [{"id": "no-means", "text": "No means."}, {"id": "consent", "text": "Consent."}]
    return make("find-flaw", draft=EXHIBITS[0], flaws=flaws, key=key)


ALL = {
    "choose-one": choose_one,
    "choose-many": choose_many,
    "order-steps": order_steps,
    "tag-passages": tag_passages,
    "find-elements": find_elements,
    "ruling": ruling,
    "change-one-fact": change_one_fact,
    "rank-strength": rank_strength,
    "build-order": build_order,
    "find-flaw": find_flaw,
}
