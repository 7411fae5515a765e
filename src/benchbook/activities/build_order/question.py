"""The question and the answer of `build-order`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..question import Answer, Model, Option, Question, Text, WordId, repeated_ids

Place = tuple[str | int, ...]


class Ground(Model):
    """A ground that may carry a measure."""

    shown = frozenset({"id", "text"})
    id: WordId = Field(description="A word that never changes.")
    text: Text = Field(description="What the learner reads: a fact of the case, or a need.")


class Safeguard(Model):
    """What keeps the defence able to defend while a measure stands."""

    shown = frozenset({"id", "text"})
    id: WordId = Field(description="A word that never changes.")
    text: Text = Field(description="What the learner reads.")


class Measure(Option):
    """A measure that the court may order; a right one has its ground and its safeguard."""

    ground: WordId | None = Field(default=None, description="If it is right: the ground for it.")
    safeguard: WordId | None = Field(
        default=None, description="If it is right: the safeguard for the defence."
    )


class BuildOrder(Question):
    """Compose a protective order: each measure with its ground and its safeguard."""

    shown = Question.shown | {"grounds", "safeguards", "measures"}
    kind: Literal["build-order"]
    grounds: list[Ground] = Field(min_length=2, description="The grounds on offer.")
    safeguards: list[Safeguard] = Field(min_length=2, description="The safeguards on offer.")
    measures: list[Measure] = Field(
        min_length=2, description="The measures on offer, in the order shown."
    )

    def problems(self) -> list[tuple[Place, str]]:
        """Refuse repeated ids, no right or no wrong measure, and grounds that do not fit."""
        found: list[tuple[Place, str]] = []
        grounds, safeguards = [g.id for g in self.grounds], [s.id for s in self.safeguards]
        for place, ids in (
            ("grounds", grounds),
            ("safeguards", safeguards),
            ("measures", [m.id for m in self.measures]),
        ):
            found += repeated_ids(place, ids)
        for i, measure in enumerate(self.measures):
            found += _unfit(("measures", i), measure, "ground", measure.ground, grounds)
            found += _unfit(("measures", i), measure, "safeguard", measure.safeguard, safeguards)
        if not any(m.right for m in self.measures):
            told = "no measure is right. Mark at least one with “right: true”."
            found.append((("measures",), told))
        if all(m.right for m in self.measures):
            told = "no measure is wrong, so ordering all would pay. Add a plausible wrong one."
            found.append((("measures",), told))
        return found

    def key_answer(self) -> dict[str, Any]:
        """Return the right measures, each with its ground and its safeguard."""
        right = [m for m in self.measures if m.right]
        return {"measures": {m.id: {"ground": m.ground, "safeguard": m.safeguard} for m in right}}


def _unfit(
    place: Place, measure: Measure, name: str, value: str | None, ids: list[str]
) -> list[tuple[Place, str]]:
    if measure.right and value is None:
        return [(place, f'measure "{measure.id}" is right but has no “{name}”. Give it one.')]
    if not measure.right and value is not None:
        told = f'measure "{measure.id}" is wrong but has a “{name}”. Take it out.'
        return [((*place, name), told)]
    if value is not None and value not in ids:
        told = f'there is no {name} "{value}". Use one of: {", ".join(ids)}.'
        return [((*place, name), told)]
    return []


class Ordered(Answer):
    """One measure as the learner orders it."""

    ground: WordId | None = None
    safeguard: WordId | None = None


class Order(Answer):
    """The measures that the learner orders."""

    measures: dict[WordId, Ordered] = Field(max_length=100)
