"""What an answer sheet holds. Its JSON Schema is generated into `docs/answer-sheet.schema.json`.

The sheet checks its own shape only; whether an answer fits its question is for marking to say,
because a malformed answer earns nothing but must not be lost.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1
KEPT_EARLIER = 20


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class Earlier(_Part):
    """An answer that a later change in another tab or session replaced."""

    answer: dict[str, Any] = Field(description="The answer, in the form of its kind of question.")
    changed: str = Field(description="When it was given: ISO 8601 with time zone.")


class Entry(_Part):
    """The answer that stands for one question."""

    answer: dict[str, Any] | None = Field(
        description="The answer, in the form of its kind of question; null where it was cleared."
    )
    changed: str = Field(description="When it was given: ISO 8601 with time zone.")
    tab: str = Field(
        default="", max_length=64, description="Which page gave it: a random word for each page."
    )
    earlier: list[Earlier] = Field(
        default_factory=list, description="Answers it replaced, oldest first."
    )


class Attempt(_Part):
    """All answers of an earlier attempt at a practice case."""

    answers: dict[str, Entry] = Field(description="The answers that stood, by question id.")
    ended: str = Field(description="When “Start again” was chosen: ISO 8601 with time zone.")


class Sheet(_Part):
    """A learner's answers to one case or lesson."""

    format: Literal[1] = Field(default=1, description="Version of this form.")
    of: str = Field(min_length=1, max_length=80, description="Id of the case or lesson.")
    edition: int | None = Field(
        default=None, description="Edition of the case when the sheet was begun."
    )
    state: Literal["open", "handed-in"] = Field(
        default="open", description="A sheet that is handed in does not change."
    )
    handed_in: str | None = Field(
        default=None, description="When it was handed in: ISO 8601 with time zone."
    )
    answers: dict[str, Entry] = Field(
        default_factory=dict, description="The answers that stand, by question id."
    )
    attempts: list[Attempt] = Field(
        default_factory=list, description="Earlier attempts at a practice case."
    )

    def record(self, question: str, answer: dict[str, Any] | None, now: str, tab: str = "") -> None:
        """Let `answer` stand for `question`; keep the one it replaces if another page gave that."""
        before = self.answers.get(question)
        earlier = list(before.earlier) if before else []
        if before and before.answer is not None and before.tab != tab and before.answer != answer:
            earlier = [*earlier, Earlier(answer=before.answer, changed=before.changed)][
                -KEPT_EARLIER:
            ]
        self.answers[question] = Entry(answer=answer, changed=now, tab=tab, earlier=earlier)

    def standing(self) -> dict[str, dict[str, Any]]:
        """Return the answers that stand, by question; cleared ones are left out."""
        return {name: e.answer for name, e in self.answers.items() if e.answer is not None}

    def start_again(self, now: str) -> None:
        """Put the answers away as an attempt and open the sheet empty."""
        self.attempts.append(Attempt(answers=dict(self.answers), ended=now))
        self.answers.clear()
        self.state = "open"
        self.handed_in = None
