"""The question and the answer of `order-steps`."""

from __future__ import annotations

import hashlib
from typing import Any, Literal

from pydantic import Field

from ..question import Answer, Question, Reasoned, Text, WordId, public, repeated_ids


class Step(Reasoned):
    """One step; steps of one `group` may come in any order among themselves."""

    shown = frozenset({"id", "text"})
    id: WordId = Field(description="A word that never changes.")
    text: Text = Field(description="What the learner reads.")
    group: int | None = Field(
        default=None, description="Steps that share this number may change places."
    )


class OrderSteps(Question):
    """Steps to be put into order; the case writes them in the right one."""

    shown = Question.shown
    kind: Literal["order-steps"]
    steps: list[Step] = Field(min_length=3, description="The steps, in the right order.")

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Refuse repeated ids and a group whose steps do not stand together."""
        found = repeated_ids("steps", [s.id for s in self.steps])
        groups = [s.group for s in self.steps]
        for i, group in enumerate(groups):
            if group is not None and group in groups[:i] and groups[i - 1] != group:
                found.append(
                    (
                        ("steps", i),
                        f"group {group} does not stand together. Put its steps side by side.",
                    )
                )
        if len(set(self.ranks().values())) < 2:
            found.append((("steps",), "all steps may change places. Take some out of the group."))
        return found

    def ranks(self) -> dict[str, int]:
        """Return each step's place in the right order; steps that may change places share one."""
        ranks: dict[str, int] = {}
        previous: Step | None = None
        for step in self.steps:
            together = (
                previous is not None and step.group is not None and step.group == previous.group
            )
            ranks[step.id] = max(ranks.values(), default=0) + (0 if together and ranks else 1)
            previous = step
        return ranks

    def public(self) -> dict[str, Any]:
        """Return the question with its steps in a shuffled but fixed order."""
        mixed = sorted(
            self.steps, key=lambda s: hashlib.sha256(f"{self.id}/{s.id}".encode()).hexdigest()
        )
        if [s.id for s in mixed] == [s.id for s in self.steps]:
            mixed.reverse()
        return {**super().public(), "steps": public(mixed)}

    def key_answer(self) -> dict[str, Any]:
        """Return the steps in the right order."""
        return {"order": [s.id for s in self.steps]}


class Ordered(Answer):
    """The order that the learner gave."""

    order: list[WordId] = Field(max_length=100)
