"""The question and the answer of `choose-one`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..question import Answer, Confidence, Option, Question, WordId, repeated_ids


class ChoiceOption(Option):
    """An option; a wrong one may still deserve part of the points."""

    credit: float = Field(
        default=0.0,
        ge=0,
        lt=1,
        description="Share of the points for a wrong but partly sound option.",
    )


class ChooseOne(Question):
    """One of several options is right."""

    shown = Question.shown | {"options", "confidence"}
    kind: Literal["choose-one"]
    options: list[ChoiceOption] = Field(
        min_length=2, description="The options, in the order shown."
    )
    confidence: bool = Field(
        default=True, description="Whether the learner may say how sure they are (never marked)."
    )

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Refuse two right options, none, or repeated ids."""
        found = repeated_ids("options", [o.id for o in self.options])
        right = [o.id for o in self.options if o.right]
        if len(right) != 1:
            found.append(
                (
                    ("options",),
                    f"{len(right)} options are right. Mark exactly one with “right: true”.",
                )
            )
        return found

    def key_answer(self) -> dict[str, Any]:
        """Return the right option."""
        return {"option": next(o.id for o in self.options if o.right)}


class ChosenOne(Answer):
    """The option that the learner chose."""

    option: WordId
    confidence: Confidence | None = None
