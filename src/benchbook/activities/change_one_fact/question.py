"""The question and the answer of `change-one-fact`.

The author writes the story and the changes; the key is the law's own analysis, which the reader of
the lesson works out once and gives to the question (`settle`).
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, PrivateAttr

from ..question import Answer, Cite, Model, Question, Text, WordId, repeated_ids

Verdict = Literal["made-out", "not-made-out", "not-enough"]
Row = Literal["act", "means", "purpose", "offence"]
ROWS: dict[Row, str] = {
    "act": "Act",
    "means": "Means",
    "purpose": "Purpose",
    "offence": "The offence",
}


class Change(Model):
    """One fact that is different, in words and in the law's vocabulary."""

    shown = frozenset({"id", "text"})
    id: WordId = Field(description="A word that never changes.")
    text: Text = Field(description="What is different, as the learner reads it.")
    facts: dict[str, Any] = Field(description="The facts that replace those of the story.")
    note: Text | None = Field(default=None, description="Why this fact matters, or does not.")
    cites: list[Cite] = Field(default_factory=list, description="Provisions that carry the note.")


class Analysed(Model):
    """What the law says of one change."""

    verdicts: dict[Row, Verdict]
    reasons: list[tuple[str, list[str]]]


class ChangeOneFact(Question):
    """Decide the elements again after one fact is different."""

    shown = Question.shown | {"story", "changes"}
    kind: Literal["change-one-fact"]
    story: Text = Field(description="The story as told.")
    under: WordId = Field(description="The law that decides: protocol, cets197, eu or state.")
    facts: dict[str, Any] = Field(description="The story's facts in the law's vocabulary.")
    changes: list[Change] = Field(min_length=2, description="The changes on offer.")
    _analysed: dict[str, Analysed] = PrivateAttr(default_factory=dict)

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Refuse repeated ids."""
        return repeated_ids("changes", [c.id for c in self.changes])

    def settle(self, analysed: dict[str, Analysed]) -> None:
        """Take the law's analysis of every change."""
        self._analysed.update(analysed)

    def analysed(self, change: str) -> Analysed:
        """Return the law's analysis of one change."""
        return self._analysed[change]

    def public(self) -> dict[str, Any]:
        """Return the story, the changes and the rows to decide."""
        return {
            **super().public(),
            "rows": [{"id": r, "label": label} for r, label in ROWS.items()],
        }

    def key_answer(self) -> dict[str, Any]:
        """Return the law's verdicts on every change."""
        return {"changes": {c.id: dict(self.analysed(c.id).verdicts) for c in self.changes}}


class Redecided(Answer):
    """For each change that the learner took up, the rows they decided."""

    changes: dict[WordId, dict[Row, Verdict]] = Field(max_length=100)
