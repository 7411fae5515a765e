"""What a lesson's questions file is, and the course that puts lessons and cases in order."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from ..activities.question import (
    Cite,
    EvidenceQuestion,
    Model,
    Question,
    Text,
    WordId,
    repeated_ids,
)
from .case import AnyQuestion
from .vocabulary import Misconception

Place = tuple[str | int, ...]
# Cells of a lesson's notebook that frame the teaching: objectives, beliefs, the bench card.
NOT_TEACHING = frozenset(
    {
        "title",
        "before-you-begin",
        "what-you-think",
        "what-you-think-again",
        "key-points",
        "further-reading",
    }
)


class Objective(Model):
    """What the learner will be able to do."""

    id: WordId = Field(description="A word that never changes.")
    text: Text = Field(description="The objective, beginning with a verb.")


class FoundingPoint(Model):
    """Where a point of the curriculum is taught and asked."""

    id: str = Field(pattern=r"^S[1-9][0-9]?$", description="The point's number: S1 to S30.")
    section: WordId = Field(description="Id of the heading cell that teaches it.")
    questions: list[WordId] = Field(default_factory=list, description="Questions that assess it.")
    not_asked: Text | None = Field(default=None, description="Why it is taught and not asked.")


class Figure(Model):
    """A figure drawn by `build` and shown with its alternative text."""

    id: WordId = Field(description="A word that never changes.")
    draw: str = Field(
        pattern=r"^[a-z_]+$", description="Name of the module and function in benchbook.figures."
    )
    title: Text | None = Field(default=None, description="The caption.")
    alt: Text = Field(description="What the figure shows, for who cannot see it.")
    text: Text = Field(description="The same content as text.")


class Lesson(Model):
    """A lesson's questions, objectives and figures."""

    lesson: WordId = Field(description="The lesson's slug: the name of its folder.")
    title: Text = Field(description="The title.")
    minutes: int = Field(ge=5, le=120, description="An honest estimate of the time it takes.")
    content_note: Text = Field(
        description="Say what hard material there is, and how to step past it."
    )
    objectives: list[Objective] = Field(
        min_length=1, description="What the learner will be able to do."
    )
    founding_points: list[FoundingPoint] = Field(
        default_factory=list, description="Points of the curriculum it covers."
    )
    misconceptions: list[Misconception] = Field(
        default_factory=list, description="The common mistakes it treats."
    )
    questions: list[AnyQuestion] = Field(min_length=1, description="Questions and activities.")
    figures: list[Figure] = Field(default_factory=list, description="Figures.")
    further_reading: list[str] = Field(
        default_factory=list, description="Instruments or provisions to read."
    )

    def model_post_init(self, context: Any) -> None:  # noqa: ARG002 # pydantic calls it so
        """Number the passages of each question that has its own exhibits."""
        for question in self.questions:
            if isinstance(question, EvidenceQuestion):
                question.bind([])

    def question(self, name: str) -> Question:
        """Return the question with the id `name`. Raises KeyError with the ids there are."""
        for question in self.questions:
            if question.id == name:
                return question
        ids = ", ".join(q.id for q in self.questions)
        raise KeyError(f"Lesson “{self.lesson}” has no question “{name}”. It has: {ids}.")

    def problems(self) -> list[tuple[Place, str]]:
        """Return what is wrong inside the file beyond the schema, as (place, sentence)."""
        found = repeated_ids("questions", [q.id for q in self.questions])
        found += repeated_ids("objectives", [o.id for o in self.objectives])
        objectives = [o.id for o in self.objectives]
        ids = {q.id for q in self.questions}
        for i, question in enumerate(self.questions):
            found += [(("questions", i, *place), told) for place, told in question.problems()]
            if question.objective not in objectives:
                found.append(
                    (
                        ("questions", i),
                        f'question "{question.id}" checks no objective. Give it one of: {", ".join(objectives)}.',
                    )
                )
            if isinstance(question, EvidenceQuestion) and not question.passage_ids:
                found.append(
                    (
                        ("questions", i),
                        f'question "{question.id}" has no exhibits of its own. A lesson\'s question carries them itself.',
                    )
                )
        for i, objective in enumerate(self.objectives):
            asked = sum(q.objective == objective.id for q in self.questions)
            if asked < 2:
                found.append(
                    (
                        ("objectives", i),
                        f'objective "{objective.id}" has {asked} question{"" if asked == 1 else "s"}. Give it two at least.',
                    )
                )
        for i, point in enumerate(self.founding_points):
            for j, name in enumerate(point.questions):
                if name not in ids:
                    found.append(
                        (
                            ("founding_points", i, "questions", j),
                            f'there is no question "{name}". Use an id of this file.',
                        )
                    )
            if not point.questions and not point.not_asked:
                found.append(
                    (
                        ("founding_points", i),
                        f"{point.id} is not asked. Name a question, or say in “not_asked” why.",
                    )
                )
        return found


class CourseLesson(Model):
    """A lesson's place in the course."""

    slug: WordId = Field(description="The name of its folder in modules/.")
    title: Text = Field(description="The title on the start page.")
    minutes: int = Field(ge=5, le=120, description="An honest estimate of the time it takes.")
    about: Text | None = Field(
        default=None, description="What you will be able to do, in one sentence."
    )
    ready: bool = Field(default=False, description="Whether the lesson is written.")


class CourseCase(Model):
    """A case's place in the course: after its lesson."""

    id: WordId = Field(description="The case's id.")
    module: WordId = Field(description="The lesson it follows.")


class Course(Model):
    """The one authority on order: `modules/course.yaml`."""

    id: WordId = Field(description="A word that never changes.")
    title: Text = Field(description="The course's title.")
    modules: list[CourseLesson] = Field(min_length=1, description="The lessons, in order.")
    cases: list[CourseCase] = Field(default_factory=list, description="The cases, in order.")


def with_first_asked(data: Any) -> Any:
    """Return a questions file's data with each `again` question filled from the one it repeats."""
    if not isinstance(data, dict) or not isinstance(data.get("questions"), list):
        return data
    by_id = {q.get("id"): q for q in data["questions"] if isinstance(q, dict)}
    for i, question in enumerate(data["questions"]):
        if isinstance(question, dict) and question.get("again") in by_id:
            first = {k: v for k, v in by_id[question["again"]].items() if k != "belief"}
            data["questions"][i] = {**first, **question}
    return data


def cites_in(value: Any, place: Place = ()) -> list[tuple[Place, str]]:
    """Return every citation inside a file's data, with its place."""
    found: list[tuple[Place, str]] = []
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "cites" and isinstance(inner, list):
                found += [((*place, name, i), c) for i, c in enumerate(inner) if isinstance(c, str)]
            else:
                found += cites_in(inner, (*place, name))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            found += cites_in(inner, (*place, i))
    return found


__all__ = ["Cite", "Course", "Lesson", "cites_in", "with_first_asked"]
