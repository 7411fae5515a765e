"""The question and the answer of `rank-strength`.

The words for strength are those of the law's registry; the key repeats the strength of each duty's
provision, and `benchbook check` proves that it does.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..question import Answer, Cite, Question, Reasoned, Text, WordId, repeated_ids

Verb = Literal[
    "shall",
    "shall-within-limits",
    "shall-encourage",
    "shall-endeavour",
    "shall-consider",
    "should",
    "may",
    "may-consider",
]
Owed = Literal["result", "measure", "possibility", "power"]

# Each word as a learner reads it, with what it means. Strongest first.
VERBS: dict[Verb, tuple[str, str]] = {
    "shall": ("shall", "It must be done."),
    "shall-within-limits": (
        "shall, within limits",
        "It must be done, within a limit that the text itself states.",
    ),
    "shall-encourage": ("shall encourage", "Others must be urged to do it."),
    "shall-endeavour": (
        "shall endeavour",
        "Best efforts must be made. Success is not promised.",
    ),
    "shall-consider": (
        "shall consider",
        "It must be considered in earnest. It need not be adopted.",
    ),
    "should": ("should", "It is recommended. It need not be done."),
    "may": ("may", "It is allowed. It need not be done."),
    "may-consider": ("may consider", "Even whether to consider it is left open."),
}
THINGS: dict[Owed, tuple[str, str]] = {
    "result": ("a result", "A state of affairs has to be reached."),
    "measure": ("a measure", "A law, a service or a step has to be there."),
    "possibility": (
        "a possibility in law",
        "The law has to open a way. It need not lead there in every case.",
    ),
    "power": ("a power", "An authority is given a choice that it may use."),
}


class Duty(Reasoned):
    """One duty, the provision that states it, and the strength that the text gives it."""

    shown = frozenset({"id", "text"})
    id: WordId = Field(description="A word that never changes.")
    text: Text = Field(
        description="The duty and its source, as the learner reads it, without its verb."
    )
    provision: Cite = Field(description="The provision that states it; it is also cited.")
    verb: Verb = Field(
        description="How strongly it is owed; `check` compares it with the provision's strength."
    )
    owed: Owed = Field(
        description="What is owed; `check` compares it with the provision's strength."
    )

    @property
    def strength(self) -> str:
        """The right answer as a reader sees it: “shall consider: a measure”."""
        return f"{VERBS[self.verb][0]}: {THINGS[self.owed][0]}"


class RankStrength(Question):
    """Say how strongly each duty is owed, and what is owed."""

    shown = Question.shown | {"duties"}
    kind: Literal["rank-strength"]
    duties: list[Duty] = Field(min_length=2, description="The duties, in the order shown.")

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Refuse repeated ids, and a duty whose reason does not cite the duty's own provision."""
        found = repeated_ids("duties", [d.id for d in self.duties])
        for i, duty in enumerate(self.duties):
            if duty.provision not in duty.cites:
                told = f'duty "{duty.id}" does not cite its own provision. Add'
                found.append((("duties", i, "cites"), f'{told} "{duty.provision}" to “cites”.'))
        return found

    def public(self) -> dict[str, Any]:
        """Return the duties without key, with the words on offer and what they mean."""
        return {**super().public(), "verbs": _offered(VERBS), "things": _offered(THINGS)}

    def key_answer(self) -> dict[str, Any]:
        """Return each duty's verb and what is owed."""
        return {"duties": {d.id: {"verb": d.verb, "owed": d.owed} for d in self.duties}}


def _offered(words: dict[Any, tuple[str, str]]) -> list[dict[str, str]]:
    return [{"id": i, "label": label, "about": about} for i, (label, about) in words.items()]


class Strength(Answer):
    """One duty's strength as the learner sees it."""

    verb: Verb | None = None
    owed: Owed | None = None


class Ranked(Answer):
    """For each duty that the learner decided, its strength."""

    duties: dict[WordId, Strength] = Field(max_length=100)
