"""What a case file is: the one schema of `assessments/cases/*.yaml`.

A case states its facts as numbered passages in exhibits, and again in the law's own vocabulary
for each accused and victim, so that its key can be compared with the law's analysis.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import Field

from ..activities import kinds
from ..activities.question import (
    Cite,
    EvidenceQuestion,
    Exhibit,
    Model,
    Question,
    Text,
    WordId,
)
from ..law import Purpose
from .case_problems import Place, broken_references, editions, missing_file, repeated
from .form import Form
from .vocabulary import Feature, Misconception, Neighbour, Seat, Stage

if TYPE_CHECKING:
    AnyQuestion = Question
else:
    AnyQuestion = Annotated[
        Union[tuple(kinds.kind(name).question for name in kinds.names())],  # noqa: UP007 # the members are found at run time
        Field(discriminator="kind"),
    ]


class Edition(Model):
    """One edition of the key, and why it was made."""

    edition: int = Field(ge=1, description="Its number, counted from 1.")
    on: date = Field(description="The day of the change.")
    reason: Text = Field(description="What changed and why.")


class Person(Model):
    """Somebody in the case; all are fictional."""

    shown = frozenset({"id", "name", "about"})
    id: WordId = Field(description="A word that never changes.")
    name: Text = Field(description="The fictional name.")
    about: Text = Field(description="Who the person is, in one sentence.")


class Victim(Person):
    """Somebody who is alleged to have been trafficked."""

    gender: Literal["woman", "man", "girl", "boy", "non-binary"] = Field(
        description="As the person names it: woman, man, girl, boy or non-binary. Not shown; the spread of cases is counted by it."
    )


class Governing(Model):
    """The law under which the case is decided."""

    under: WordId = Field(description="The law that decides, for example state.")
    on: date = Field(description="The day whose law applies.")


class Matter(Model):
    """One accused's conduct towards one person, in the law's own words, as far as it is proved."""

    id: WordId = Field(description="A word that never changes.")
    accused: WordId = Field(description="Id of the accused.")
    victim: WordId = Field(description="Id of the alleged victim.")
    facts: dict[str, Any] = Field(description="The facts in the vocabulary of `benchbook analyse`.")


class NearMiss(Model):
    """Answers that differ from the key as a careful lawyer's mistake would."""

    says: Text = Field(description="Say in one sentence which mistake this is.")
    answers: dict[WordId, dict[str, Any]] = Field(
        min_length=1, description="Give the answers that differ from the key, by question."
    )


class Disputed(Model):
    """A point on which careful readers differ, and the reading that the key also accepts."""

    question: WordId = Field(description="Id of the question.")
    part: WordId | None = Field(default=None, description="The element or option in dispute.")
    reading: Text = Field(description="The other reading.")
    reasons: Text = Field(description="Why it is defensible.")


class Case(Model):
    """A case file: facts, questions, key and feedback."""

    id: WordId = Field(description="A word that never changes; it names files and gradebook rows.")
    title: Text = Field(description="The title the learner sees.")
    edition: int = Field(
        ge=1, description="The edition of the key; a change of key, points or reasons raises it."
    )
    editions: list[Edition] = Field(
        min_length=1, description="Every edition with its date and reason, oldest first."
    )
    supersedes: WordId | None = Field(default=None, description="The case that this one replaces.")
    variant_of: WordId | None = Field(
        default=None,
        description="Not written by hand: the case that this one varies. A variant's file says “vary” and what differs; see casebook/case_file.py.",
    )
    differs: Text | None = Field(
        default=None, description="In a variant: the one fact that differs, and what turns on it."
    )
    use: Literal["graded", "practice"] = Field(
        description="Say whether it is graded or for practice."
    )
    module: WordId = Field(description="The lesson it belongs to.")
    seat: Seat = Field(description="Say who decides: prosecutor or judge.")
    stage: Stage = Field(
        description="Say at which stage: first-measures, charge, trial or sentence."
    )
    standard: Cite = Field(description="The standard of proof, as a provision of the State's code.")
    law: Governing = Field(description="The law and the day whose law applies.")
    minutes: int = Field(ge=5, le=120, description="An honest estimate of the time it takes.")
    content_note: Text = Field(description="Say what hard material there is, and how to step out.")
    why: list[Misconception] = Field(min_length=1, description="The mistakes it catches.")
    catches: Text = Field(description="Say in a sentence or two which mistakes this case catches.")
    features: list[Feature] = Field(
        default_factory=list,
        description="What else the case is about: attempt, defence-limits (a right of the defence limits a measure), disputed-age, official (one is involved), online, victim-charged (as a defendant).",
    )
    alleged: list[Annotated[Purpose, Field(strict=False)]] = Field(
        default_factory=list,
        description="Purposes that are alleged, where the matters do not state them as found.",
    )
    neighbour: Neighbour | None = Field(
        default=None,
        description="Where the first matter is not made out or not proved: what it is instead. smuggling, labour-violation, sex-work (without means), means-without-purpose, purpose-without-act, evidence-fails.",
    )
    form: Form | None = Field(
        default=None,
        description="In a form of a test: what each question measures. A form has no exhibits; each question tells its own story and says who decides.",
    )
    accused: list[Person] = Field(min_length=1, description="The accused.")
    victims: list[Victim] = Field(min_length=1, description="The alleged victims.")
    background: Text = Field(description="What the reader needs before the exhibits, and the task.")
    exhibits: list[Exhibit] = Field(
        default_factory=list, description="The documents of the file; only a test has none."
    )
    matters: list[Matter] = Field(
        min_length=1, description="The facts in the law's words, for each accused and victim."
    )
    questions: list[AnyQuestion] = Field(min_length=1, description="The questions, in order.")
    near_miss: NearMiss = Field(description="A stated near-miss that earns some but not all marks.")
    disputed: list[Disputed] = Field(
        default_factory=list, description="Points on which careful readers differ."
    )
    instructor_note: Text = Field(
        description="What an instructor should know: disputes to expect, timings."
    )

    def model_post_init(self, context: Any) -> None:  # noqa: ARG002 # pydantic calls it so
        """Give each evidence question the file's numbered passages."""
        for question in self.questions:
            if isinstance(question, EvidenceQuestion):
                question.bind(self.exhibits)

    def question(self, name: str) -> Question:
        """Return the question with the id `name`. Raises KeyError with the ids there are."""
        for question in self.questions:
            if question.id == name:
                return question
        ids = ", ".join(q.id for q in self.questions)
        raise KeyError(f"Case “{self.id}” has no question “{name}”. It has: {ids}.")

    def key_answers(self) -> dict[str, dict[str, Any]]:
        """Return the answers that earn full marks, by question."""
        return {q.id: q.key_answer() for q in self.questions}

    def near_miss_answers(self) -> dict[str, dict[str, Any]]:
        """Return the key's answers with the near-miss put over them."""
        return {**self.key_answers(), **self.near_miss.answers}

    def problems(self) -> list[tuple[Place, str]]:
        """Return what is wrong inside the file beyond the schema, as (place, sentence)."""
        found = [*repeated(self), *broken_references(self), *editions(self), *missing_file(self)]
        for i, question in enumerate(self.questions):
            found += [(("questions", i, *place), told) for place, told in question.problems()]
        return found
