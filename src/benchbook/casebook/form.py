"""A form of a test: what each of its questions measures, and which form it is compared with.

Two forms of one test ask the same things of different facts, question by question, so that what a
group knew before and after can be compared without anybody being asked the same question twice.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..activities.question import Model, WordId
from .vocabulary import Misconception


class Item(Model):
    """One question of a test: what it measures, and the facts from which its key follows."""

    question: WordId = Field(description="Id of the question; the same in both forms.")
    misconception: Misconception | None = Field(
        default=None, description="The mistake it measures. Give this or “duty”."
    )
    duty: WordId | None = Field(
        default=None, description="The duty of the State's law that it measures."
    )
    matter: WordId = Field(description="The matter that states the story's facts.")
    verdict: Literal["made-out", "not-made-out", "undetermined"] | None = Field(
        default=None,
        description="What the right option says of the offence; left out where it says nothing of it.",
    )
    owed: bool | None = Field(
        default=None, description="With a duty: whether these facts trigger it."
    )


class Form(Model):
    """What makes a case file a form of a test."""

    asked: Literal["before", "after"] = Field(
        description="When it is asked: before the course, or after it."
    )
    pairs_with: WordId = Field(description="The other form.")
    items: list[Item] = Field(min_length=1, description="Its questions, in order.")
