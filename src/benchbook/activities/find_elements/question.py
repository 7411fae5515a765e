"""The question and the answer of `find-elements`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..question import (
    Answer,
    Confidence,
    EvidenceQuestion,
    Model,
    Question,
    Reasoned,
    Text,
    WordId,
    repeated_ids,
)

Verdict = Literal["made-out", "not-made-out", "not-enough"]
ElementName = Literal["act", "means", "purpose", "child", "offence"]
LABELS = {
    "act": "Act",
    "means": "Means",
    "purpose": "Purpose",
    "child": "Child",
    "offence": "The offence",
}


class Verdicts(Model):
    """Why each of the three answers is right, or tempting and wrong."""

    made_out: Reasoned = Field(alias="made-out", description="Reasons about “made out”.")
    not_made_out: Reasoned = Field(
        alias="not-made-out", description="Reasons about “not made out”."
    )
    not_enough: Reasoned = Field(
        alias="not-enough",
        description="Reasons about “not enough evidence”, and what would settle it.",
    )

    def reason(self, verdict: Verdict) -> Reasoned:
        """Return the reasons about one answer."""
        reasons: Reasoned = getattr(self, verdict.replace("-", "_"))
        return reasons


class Element(Model):
    """One element to decide, with the passages that carry the decision."""

    shown = frozenset({"id", "asks"})
    id: ElementName = Field(description="Which element.")
    asks: Text = Field(description="The question to decide, in plain words.")
    verdict: Verdict = Field(description="The right answer.")
    also: list[Verdict] = Field(
        default_factory=list,
        description="Answers also accepted; the case's `disputed` gives the reasons.",
    )
    carry: list[WordId] = Field(
        default_factory=list, description="Passages that carry the right answer."
    )
    needs: int = Field(
        default=1, ge=1, description="How many of them must be cited for full credit."
    )
    accepts: list[WordId] = Field(
        default_factory=list, description="Passages that may be cited too."
    )
    verdicts: Verdicts = Field(description="Why each answer is right or fails.")


class FindElements(EvidenceQuestion):
    """Decide each element of one accused's conduct towards one person."""

    shown = Question.shown | {"confidence"}
    kind: Literal["find-elements"]
    matter: WordId | None = Field(
        default=None, description="In a case: the matter that is decided."
    )
    elements: list[Element] = Field(min_length=1, description="The elements to decide.")
    confidence: bool = Field(
        default=True, description="Whether the learner may say how sure they are (never marked)."
    )

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Refuse repeated elements, passages that are not shown, and more needed than can be cited."""
        found = repeated_ids("elements", [e.id for e in self.elements])
        for i, element in enumerate(self.elements):
            for name, ids in (("carry", element.carry), ("accepts", element.accepts)):
                for passage in ids:
                    if passage not in self.passage_ids:
                        found.append(
                            (
                                ("elements", i, name),
                                f'there is no passage "{passage}" in this question\'s exhibits. Use one of their ids.',
                            )
                        )
            if element.carry and element.needs > len(element.carry):
                found.append(
                    (
                        ("elements", i, "needs"),
                        f'"{element.id}" needs {element.needs} passages but lists {len(element.carry)}. Lower “needs”.',
                    )
                )
            if element.verdict in element.also:
                found.append(
                    (
                        ("elements", i, "also"),
                        f'"{element.verdict}" is the verdict already. Take it out of “also”.',
                    )
                )
        return found

    def public(self) -> dict[str, Any]:
        """Return the question with its elements labelled and its passages numbered."""
        elements = [{"id": e.id, "label": LABELS[e.id], "asks": e.asks} for e in self.elements]
        return {**super().public(), "elements": elements}

    def key_answer(self) -> dict[str, Any]:
        """Return each element's verdict with the passages that carry it."""
        return {
            "elements": {
                e.id: {"verdict": e.verdict, "passages": list(e.carry)} for e in self.elements
            }
        }


class Decision(Answer):
    """One element as the learner decided it."""

    verdict: Verdict | None = None
    passages: list[WordId] = Field(default_factory=list, max_length=500)
    confidence: Confidence | None = None


class Decided(Answer):
    """All elements that the learner decided."""

    elements: dict[ElementName, Decision]
