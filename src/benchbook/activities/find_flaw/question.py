"""The question and the answer of `find-flaw`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..question import (
    Answer,
    Exhibit,
    Model,
    Question,
    Reasoned,
    Text,
    WordId,
    number_passages,
    public,
    repeated_ids,
)


class Flaw(Model):
    """A sort of flaw on offer."""

    shown = frozenset({"id", "text"})
    id: WordId = Field(description="A word that never changes.")
    text: Text = Field(description="What the learner reads.")


class FlawKey(Reasoned):
    """A flawed passage of the draft, what is wrong with it, and why."""

    passage: WordId = Field(description="Id of the passage.")
    flaw: WordId = Field(description="Id of the flaw.")


class FindFlaw(Question):
    """Mark what is wrong in a draft indictment, order or ruling, and name it."""

    shown = Question.shown | {"flaws"}
    kind: Literal["find-flaw"]
    draft: Exhibit = Field(
        description="The draft, as an exhibit of its own; let as many passages be sound as flawed."
    )
    flaws: list[Flaw] = Field(
        min_length=2, description="The sorts of flaw on offer; some may be in no passage."
    )
    key: list[FlawKey] = Field(min_length=1, description="The flawed passages.")

    @property
    def passage_numbers(self) -> dict[str, int]:
        """Each passage's number in the draft, counted from 1."""
        return number_passages([self.draft])

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Refuse repeated ids, flaws that point to nothing, and a draft without a sound passage."""
        passages, flaws = [p.id for p in self.draft.passages], [f.id for f in self.flaws]
        found = repeated_ids("flaws", flaws)
        for place, told in repeated_ids("passages", passages):
            found.append((("draft", *place), told))
        marked: set[str] = set()
        for i, row in enumerate(self.key):
            if row.passage not in passages:
                told = f'there is no passage "{row.passage}" in the draft. Use one of its ids.'
                found.append((("key", i, "passage"), told))
            if row.flaw not in flaws:
                told = f'there is no flaw "{row.flaw}". Use one of: {", ".join(flaws)}.'
                found.append((("key", i, "flaw"), told))
            if row.passage in marked:
                told = f'passage "{row.passage}" has two flaws in the key. Keep one, or cut it up.'
                found.append((("key", i), told))
            marked.add(row.passage)
        if marked >= set(passages):
            told = (
                "every passage has a flaw, so marking all would pay. Add passages that are sound."
            )
            found.append((("draft", "passages"), told))
        return found

    def public(self) -> dict[str, Any]:
        """Return the question without key, with the draft's passages numbered."""
        numbers = self.passage_numbers
        passages = [{"n": numbers[p.id], "id": p.id, "text": p.text} for p in self.draft.passages]
        return {**super().public(), "draft": {**public(self.draft), "passages": passages}}

    def key_answer(self) -> dict[str, Any]:
        """Return each flawed passage with its flaw."""
        return {"flaws": {row.passage: row.flaw for row in self.key}}


class Flagged(Answer):
    """For each passage that the learner marked, the flaw."""

    flaws: dict[WordId, WordId] = Field(max_length=500)
