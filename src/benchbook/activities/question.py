"""The parts that every kind of question shares: its base, its options, its exhibits.

`shown` names the fields a learner may see before marking. Everything else is key: a release is
made of what `public` lets through, so a new field stays hidden until somebody lists it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

WordId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Cite = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*#[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Points = Annotated[float, Field(gt=0, le=100)]
Side = Literal["for", "against"]
Tag = Literal["act", "means", "purpose", "age"]
Confidence = Literal["fairly-sure", "sure", "certain"]


class Model(BaseModel):
    """Base of all content: strict types, unknown keys refused, nothing changed after reading."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    shown: ClassVar[frozenset[str]] = frozenset()


class Answer(BaseModel):
    """Base of all answers: what a learner sends is checked as strictly as what an author writes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Reasoned(Model):
    """Something whose rightness is explained, with the provisions that carry the explanation."""

    because: Text = Field(
        description="Why it is right, or why a careful lawyer might pick it and why it fails."
    )
    cites: list[Cite] = Field(
        min_length=1, description="Provisions that carry the reason, as instrument#provision."
    )


class Option(Reasoned):
    """An option of a choice."""

    shown = frozenset({"id", "text"})
    id: WordId = Field(description="A word that never changes.")
    text: Text = Field(description="What the learner reads.")
    right: bool = Field(default=False, description="Whether it belongs to the right answer.")


class Passage(Model):
    """A numbered passage of an exhibit."""

    shown = frozenset({"id", "text"})
    id: WordId = Field(description="A word that never changes, unique in the file.")
    text: Text = Field(description="The passage, as the learner reads it.")


ExhibitKind = Literal[
    "statement",
    "interview",
    "message-log",
    "advertisement",
    "ledger",
    "booking",
    "report",
    "expert-note",
    "earlier-decision",
    "record",
]


class Exhibit(Model):
    """A document of the file: its passages are numbered through the whole file."""

    shown = frozenset({"id", "kind", "title", "about", "passages"})
    id: WordId = Field(description="A word that never changes.")
    kind: ExhibitKind = Field(description="What sort of document it is.")
    title: Text = Field(description="How the file names it.")
    about: Text | None = Field(default=None, description="Where it comes from, in one sentence.")
    passages: list[Passage] = Field(min_length=1, description="Its passages, in order.")


class Question(Model):
    """What all kinds of question share."""

    shown = frozenset({"id", "kind", "title", "prompt", "points", "belief", "again"})
    id: WordId = Field(description="A word that never changes; it names the notebook's cells.")
    kind: str
    title: Text = Field(description="A short heading.")
    prompt: Text = Field(description="What the learner is asked to do.")
    points: Points = Field(description="Marks for a full answer.")
    objective: WordId | None = Field(
        default=None, description="In a lesson: the objective it checks."
    )
    belief: bool = Field(
        default=False,
        description="In a lesson: asked before the teaching; recorded without feedback.",
    )
    again: WordId | None = Field(
        default=None, description="In a lesson: the belief question that this one asks again."
    )

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Return what is wrong beyond the schema, as (place inside the question, sentence)."""
        return []

    def key_answer(self) -> dict[str, Any]:
        """Return the answer that earns full marks, in the form an answer sheet holds."""
        raise NotImplementedError(f"{type(self).__name__} states no key")

    def public(self) -> dict[str, Any]:
        """Return what the learner's page needs, without key."""
        shown: dict[str, Any] = public(self)
        return shown

    @cached_property
    def asked(self) -> dict[str, Any]:
        """The question as the learner sees it, made once; not to be changed."""
        return self.public()

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id in the question as the learner sees it: what an answer may name."""
        return frozenset(_ids(self.asked))


class EvidenceQuestion(Question):
    """A question answered from numbered passages.

    In a case `exhibits` names exhibits of the file (all, if left out); in a lesson it holds them.
    """

    exhibits: list[WordId] | list[Exhibit] | None = Field(
        default=None,
        description="In a case: ids of the exhibits to read. In a lesson: the exhibits.",
    )
    _bound: list[Exhibit] = PrivateAttr(default_factory=list)
    _numbers: dict[str, int] = PrivateAttr(default_factory=dict)

    def bind(self, exhibits: list[Exhibit]) -> None:
        """Give the question the file's exhibits; passages are numbered over all of them."""
        own = [e for e in self.exhibits or [] if isinstance(e, Exhibit)]
        file = own or exhibits
        self._numbers.clear()
        self._numbers.update(number_passages(file))
        named = {e for e in self.exhibits or [] if isinstance(e, str)}
        self._bound[:] = [e for e in file if not named or e.id in named]

    @property
    def passage_ids(self) -> list[str]:
        """Ids of the passages that this question shows, in reading order."""
        return [p.id for e in self._bound for p in e.passages]

    def passage_name(self, passage: str) -> str:
        """Return how a reader knows the passage: “Passage 7”."""
        number = self._numbers.get(passage)
        return f"Passage {number}" if number else "A passage that is not in the file"

    def public(self) -> dict[str, Any]:
        """Return the question without key, with its numbered exhibits."""
        shown = super().public()
        shown["exhibits"] = [
            {
                **public(e),
                "passages": [
                    {"n": self._numbers[p.id], "id": p.id, "text": p.text} for p in e.passages
                ],
            }
            for e in self._bound
        ]
        return shown


def _ids(shown: Any) -> Iterator[str]:
    if isinstance(shown, dict):
        if isinstance(shown.get("id"), str):
            yield shown["id"]
        for inner in shown.values():
            yield from _ids(inner)
    elif isinstance(shown, list):
        for inner in shown:
            yield from _ids(inner)


def number_passages(exhibits: list[Exhibit]) -> dict[str, int]:
    """Return each passage's number, counted from 1 through all exhibits."""
    return {p.id: n for n, p in enumerate((p for e in exhibits for p in e.passages), 1)}


def public(value: Any) -> Any:
    """Return `value` as plain data with only the fields each model lists in `shown`."""
    if isinstance(value, Model):
        fields = type(value).model_fields
        return {name: public(getattr(value, name)) for name in fields if name in value.shown}
    if isinstance(value, list):
        return [public(item) for item in value]
    return value


def repeated_ids(place: str, ids: list[str]) -> list[tuple[tuple[str | int, ...], str]]:
    """Return a problem for each id that stands a second time in the list at `place`."""
    return [
        ((place, i, "id"), f'the id "{name}" is used twice. Give each its own word.')
        for i, name in enumerate(ids)
        if name in ids[:i]
    ]
