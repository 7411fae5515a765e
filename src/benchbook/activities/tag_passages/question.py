"""The question and the answer of `tag-passages`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..printed import TAGS
from ..question import Answer, EvidenceQuestion, Question, Reasoned, Side, Tag, WordId


class TagKey(Reasoned):
    """A tag that a passage carries, and why."""

    passage: WordId = Field(description="Id of the passage.")
    tag: Tag = Field(description="What it goes to.")
    side: Side = Field(description="For or against.")


class TagPassages(EvidenceQuestion):
    """Say what each passage goes to: act, means, purpose or age, for or against."""

    shown = Question.shown
    kind: Literal["tag-passages"]
    tags: list[Tag] = Field(min_length=1, description="The tags on offer.")
    key: list[TagKey] = Field(min_length=1, description="The tags that a careful reader finds.")
    accepts: list[TagKey] = Field(
        default_factory=list, description="Defensible tags: no credit, no cost."
    )

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Refuse tags on passages the question does not show, tags not offered, and double entries."""
        found: list[tuple[tuple[str | int, ...], str]] = []
        seen: set[tuple[str, str]] = set()
        for name, rows in (("key", self.key), ("accepts", self.accepts)):
            for i, row in enumerate(rows):
                if row.passage not in self.passage_ids:
                    found.append(
                        (
                            (name, i, "passage"),
                            f'there is no passage "{row.passage}" in this question\'s exhibits. Use one of their ids.',
                        )
                    )
                if row.tag not in self.tags:
                    found.append(
                        (
                            (name, i, "tag"),
                            f'the tag "{row.tag}" is not on offer. Add it to “tags” or leave it out.',
                        )
                    )
                if (row.passage, row.tag) in seen and name == "key":
                    found.append(
                        (
                            (name, i),
                            f'passage "{row.passage}" has the tag "{row.tag}" twice in the key. Keep one.',
                        )
                    )
                if name == "key":
                    seen.add((row.passage, row.tag))
                elif any(
                    (k.passage, k.tag, k.side) == (row.passage, row.tag, row.side) for k in self.key
                ):
                    found.append(
                        (
                            (name, i),
                            f'passage "{row.passage}" has this tag in the key already. Take it out of “accepts”.',
                        )
                    )
        return found

    def public(self) -> dict[str, Any]:
        """Return the question with its tags labelled and its passages numbered."""
        return {**super().public(), "tags": [{"id": t, "label": TAGS[t]} for t in self.tags]}

    def key_answer(self) -> dict[str, Any]:
        """Return every tag of the key."""
        tags: dict[str, dict[str, str]] = {}
        for row in self.key:
            tags.setdefault(row.passage, {})[row.tag] = row.side
        return {"tags": tags}


class Tagged(Answer):
    """For each passage, its tags, each for or against."""

    tags: dict[WordId, dict[Tag, Side]] = Field(max_length=500)
