"""The question and the answer of `choose-many`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..question import Answer, Option, Question, WordId, repeated_ids


class ManyOption(Option):
    """An option that belongs to the answer, does not, or is defensible either way."""

    either: bool = Field(
        default=False,
        description="Defensible both ways: ticking it earns nothing and costs nothing.",
    )
    duty: WordId | None = Field(
        default=None, description="The duty of the law that this measure answers; `check` compares."
    )


class ChooseMany(Question):
    """Any number of options may be right."""

    shown = Question.shown | {"options"}
    kind: Literal["choose-many"]
    options: list[ManyOption] = Field(min_length=3, description="The options, in the order shown.")

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Refuse repeated ids, no right option, no wrong option, and an option that is both."""
        found = repeated_ids("options", [o.id for o in self.options])
        for i, option in enumerate(self.options):
            if option.right and option.either:
                found.append(
                    (
                        ("options", i),
                        f'option "{option.id}" is both “right” and “either”. Keep one of them.',
                    )
                )
        if not any(o.right for o in self.options):
            found.append(
                (("options",), "no option is right. Mark at least one with “right: true”.")
            )
        if not any(not o.right and not o.either for o in self.options):
            found.append(
                (
                    ("options",),
                    "no option is wrong, so ticking all would earn full marks. Add a plausible wrong one.",
                )
            )
        return found

    def key_answer(self) -> dict[str, Any]:
        """Return the right options."""
        return {"options": [o.id for o in self.options if o.right]}


class ChosenMany(Answer):
    """The options that the learner ticked."""

    options: list[WordId] = Field(max_length=100)
