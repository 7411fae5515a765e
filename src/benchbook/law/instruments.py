"""The sources of law as data: what an instrument is, and what one provision of it says.

One YAML file of `assets/law/` is one `Instrument` with its provisions.
Nothing here reads a file: the models are built from what somebody else has parsed.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

WordId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]

Binds = Literal["treaty", "eu-law", "state-law", "judgment", "not-binding"]
Verb = Literal[
    "shall",
    "shall-within-limits",
    "shall-encourage",
    "shall-endeavour",
    "shall-consider",
    "should",
    "may",
    "may-consider",
]
Owed = Literal["result", "measure", "possibility", "power"]
How = Literal["authentic", "translation", "headnote", "text", "described", "seen", "memory"]
Sure = Literal["high", "medium", "low"]
InstrumentKind = Literal[
    "treaty", "directive", "soft-law", "model-law", "decision", "work", "code", "travaux"
]
ProvisionKind = Literal[
    "duty", "offence", "definition", "saving", "absence", "aim", "scope", "holding", "statement"
]

# A row that states no duty says how it binds through its instrument, never by a verb of duty.
WITHOUT_STRENGTH = frozenset({"definition", "saving", "absence", "aim", "scope", "statement"})


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Strength(_Strict):
    """How strongly a provision binds, and what it is that is owed."""

    binds: Binds = Field(description="By what force the words bind, if they bind at all.")
    verb: Verb = Field(description="How strongly it is owed: the verb of the text.")
    owed: Owed = Field(
        description="What is owed: a result, a measure, a possibility in law, or a power."
    )
    limit: str | None = Field(
        default=None,
        description="The limit the text itself puts on the duty; required for shall-within-limits.",
    )

    @model_validator(mode="after")
    def _limit_fits_verb(self) -> Self:
        if self.verb == "shall-within-limits" and not self.limit:
            raise ValueError('"shall-within-limits" needs "limit": write what the limit is.')
        if self.verb == "shall" and self.limit:
            raise ValueError(
                'plain "shall" has no "limit": write "shall-within-limits", or take the limit out.'
            )
        return self


class Verified(_Strict):
    """How far the row was checked, and when."""

    how: How = Field(
        description="authentic: read in an authentic language; translation: in an official "
        "translation; headnote: the Court's own summary; text: the text or an official "
        "translation, not recorded which; described: only described elsewhere; seen: on a page "
        "of unrecorded kind; memory: not checked."
    )
    on: datetime.date | None = Field(
        default=None, description="The day of the check; null where none was recorded."
    )


class Gloss(_Strict):
    """A reading of the provision that its words do not state, with a check of its own."""

    text: str = Field(description="The reading, in our words.")
    verified: Verified = Field(description="How far this reading was checked.")


class Provision(_Strict):
    """What one provision says over one period, in our words.

    A text that was amended is several provisions of one id whose periods do not overlap.
    """

    id: WordId = Field(description="Word id, unique in the instrument save for its versions.")
    pinpoint: str | None = Field(
        description='Where it stands, such as "Art 3(b)"; null for a decision as a whole.'
    )
    title: str = Field(description="A short heading of ours.")
    text: str = Field(description="What it says, in our own words.")
    kind: ProvisionKind = Field(description="What sort of row it is.")
    strength: Strength | None = Field(
        default=None, description="Its strength; only for rows that state a duty, or an offence."
    )
    addressee: str | None = Field(
        default=None, description="Who owes it, or whom it empowers; null where nobody does."
    )
    verified: Verified = Field(description="How far the text above was checked.")
    sure: Sure = Field(description="How sure the fact sheet is of the row.")
    since: datetime.date | None = Field(
        default=None, description="First day of this wording; null: since the instrument applies."
    )
    until: datetime.date | None = Field(
        default=None, description="Last day of this wording; null: it still applies."
    )
    gloss: Gloss | None = Field(
        default=None, description="A reading that the words themselves do not state."
    )
    note: str | None = Field(
        default=None, description="A caution for the reader: a trap, a doubt, an open check."
    )

    @model_validator(mode="after")
    def _strength_fits_kind(self) -> Self:
        if self.kind == "duty" and (self.strength is None or self.addressee is None):
            raise ValueError(f'"{self.id}" is a duty: it needs "strength" and "addressee".')
        if self.kind in WITHOUT_STRENGTH and self.strength is not None:
            raise ValueError(f'"{self.id}" is a {self.kind}, which has no "strength": take it out.')
        if self.since and self.until and self.until < self.since:
            raise ValueError(f'"{self.id}" ends before it begins: correct "since" or "until".')
        return self

    def applies(self, on: datetime.date | None) -> bool:
        """Tell whether this wording stands on the day; without a day, whether it stands last."""
        if on is None:
            return self.until is None
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Instrument(_Strict):
    """A treaty, directive, code, decision or work, with what the course takes from it."""

    id: WordId = Field(description="Word id, the part of a citation before the #.")
    title: str = Field(description="Full title.")
    short: str = Field(description="The name a citation shows.")
    kind: InstrumentKind = Field(description="What sort of source it is.")
    citation: str = Field(description="Where to find it: number, series, court, date.")
    adopted: datetime.date | None = Field(
        default=None, description="Day of adoption or of judgment; null where unchecked."
    )
    in_force: datetime.date | None = Field(
        default=None, description="First day in force (or final); null where unchecked."
    )
    binds: Binds = Field(description="By what force it binds as a whole.")
    url: str | None = Field(default=None, description="A lasting official address, or null.")
    languages: str | None = Field(
        default=None, description="In which languages it was read, and what they are worth."
    )
    verified: Verified = Field(description="How far title, dates and citation were checked.")
    note: str | None = Field(default=None, description="What a reader must know of the source.")
    provisions: list[Provision] = Field(
        default_factory=list, description="What the course takes from it, one block each."
    )

    @model_validator(mode="after")
    def _one_wording_a_day(self) -> Self:
        seen: dict[str, list[Provision]] = {}
        for provision in self.provisions:
            for other in seen.setdefault(provision.id, []):
                if _overlap(provision, other):
                    raise ValueError(
                        f'"{provision.id}" stands twice for the same days: '
                        'give the versions "since" and "until" that do not overlap.'
                    )
            seen[provision.id].append(provision)
        return self


def _overlap(one: Provision, other: Provision) -> bool:
    first, last = datetime.date.min, datetime.date.max
    return (one.since or first) <= (other.until or last) and (other.since or first) <= (
        one.until or last
    )
