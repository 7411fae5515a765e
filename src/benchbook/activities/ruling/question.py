"""The question and the answer of `ruling`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..question import Answer, Cite, Model, Points, Question, Text, WordId, repeated_ids


class Level(Model):
    """How well a criterion is met."""

    shown = frozenset({"id", "label", "points", "descriptor"})
    id: WordId = Field(description="A word that never changes.")
    label: Text = Field(description="The level's name.")
    points: float = Field(ge=0, description="Points at this level.")
    descriptor: Text = Field(description="What a ruling at this level does.")


class Criterion(Model):
    """One thing the ruling is marked for."""

    shown = frozenset({"id", "title", "points", "levels"})
    id: WordId = Field(description="A word that never changes; it names the notebook's cell.")
    title: Text = Field(description="What is looked for.")
    points: Points = Field(description="Marks at the best level.")
    model: Text = Field(description="What a full answer says here; hidden until marking.")
    cites: list[Cite] = Field(min_length=1, description="Provisions that a full answer rests on.")
    levels: list[Level] = Field(min_length=3, description="The levels, best first.")


class Exemplar(Model):
    """A ruling written out, to compare one's own with."""

    id: WordId = Field(description="A word that never changes.")
    level: Text = Field(description="The level it shows.")
    text: Text = Field(description="The ruling.")
    comment: Text = Field(description="What makes it so.")


class Ruling(Question):
    """A reasoned text; a person marks it, criterion by criterion."""

    shown = (Question.shown - {"points"}) | {"words", "criteria"}
    kind: Literal["ruling"]
    points: Points = Field(
        default=1.0, exclude=True, description="Not given: the criteria carry the points."
    )
    words: int = Field(
        ge=50, le=2000, description="About how many words are expected; a guide, not a limit."
    )
    criteria: list[Criterion] = Field(min_length=1, description="What the ruling is marked for.")
    exemplars: list[Exemplar] = Field(min_length=2, description="Rulings at two levels at least.")

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Refuse repeated ids, levels out of order and a best level that is not worth the points."""
        found = repeated_ids("criteria", [c.id for c in self.criteria])
        for i, criterion in enumerate(self.criteria):
            points = [level.points for level in criterion.levels]
            if points != sorted(points, reverse=True) or len(set(points)) != len(points):
                found.append(
                    (
                        ("criteria", i, "levels"),
                        f'the levels of "{criterion.id}" do not fall in points. Write the best first.',
                    )
                )
            if points[0] != criterion.points:
                found.append(
                    (
                        ("criteria", i, "points"),
                        f'"{criterion.id}" gives {criterion.points:g} points but its best level {points[0]:g}. Make them equal.',
                    )
                )
        return found

    def key_answer(self) -> dict[str, Any]:
        """Return the best exemplar as the ruling."""
        return {"text": self.exemplars[0].text}


class Written(Answer):
    """The learner's text."""

    text: str = Field(max_length=60_000)
