"""The glossary: `assets/glossary.yaml`, each term with its provision."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import Field

from ..activities.question import Cite, Model, Text, WordId, repeated_ids


class Entry(Model):
    """One term."""

    id: WordId = Field(description="A word that never changes.")
    term: Text = Field(description="The term, as a text writes it.")
    forms: list[str] = Field(
        default_factory=list, description="Other forms of it, such as a plural."
    )
    linked: bool = Field(
        default=True,
        description="Whether its first use in a lesson is a link; false for everyday words.",
    )
    meaning: Text = Field(description="What it means, in a sentence or two.")
    cites: list[Cite] = Field(min_length=1, description="The provisions that it comes from.")


class Glossary(Model):
    """All terms."""

    terms: list[Entry] = Field(min_length=1, description="The terms.")

    def problems(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Return repeated ids."""
        return repeated_ids("terms", [t.id for t in self.terms])


def pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the `forms` as whole words, the longest first."""
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(f) for f in ordered)})(?![\w-])", re.I)
