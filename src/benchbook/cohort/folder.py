"""The folder of a cohort: an nbgrader course with a card, a list of people, and what was received.

cohort.json             the card: id, title, where hand-ins come from; nothing personal
nbgrader_config.py      nbgrader's settings, for its own command and for formgrader
gradebook.db            nbgrader's gradebook; learners stand in it by code
people.csv              which code is which person; read only by its owner
cases/<case>.yaml       the keys of the cases released to this cohort
source/ release/ submitted/ autograded/ feedback/    as nbgrader lays them out
handout/                what learners are given: <case>.zip, join/<code>.json, <case>/<code>.zip of a pair
pairs/<case>.csv        who has which file of a case that was given out in two
received/<case>/<code>/ every hand-in as it came, newest last; received/unmatched/ the others
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..activities.question import WordId
from ..errors import UsageError

CARD = "cohort.json"
PEOPLE = "people.csv"


class Card(BaseModel):
    """What `cohort.json` says of a cohort."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    format: int = Field(default=1, ge=1, le=1, description="Version of this form.")
    id: WordId = Field(description="A word that never changes; nbgrader's course id.")
    title: str = Field(min_length=1, description="What people call the workshop.")
    exchange: str | None = Field(
        default=None, description="nbgrader's exchange folder; null where hand-ins come as files."
    )
    gradebook: str | None = Field(
        default=None, description="Address of the gradebook's database; null for gradebook.db here."
    )


@dataclass(frozen=True)
class Cohort:
    """A cohort's folder and its card, with the place of everything in it."""

    root: Path
    card: Card

    @property
    def db_url(self) -> str:
        """Return the gradebook's address, as SQLAlchemy writes it."""
        if self.card.gradebook is None:
            return f"sqlite:///{self.root / 'gradebook.db'}"
        # SQLAlchemy would look for an older driver than the one that we install.
        return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", self.card.gradebook)

    @property
    def people_file(self) -> Path:
        """Return the list that says which code is which person."""
        return self.root / PEOPLE

    def key_file(self, case: str) -> Path:
        """Return the file with the key of `case`."""
        return self.root / "cases" / f"{case}.yaml"

    def pairs_file(self, case: str) -> Path:
        """Return the list that says who has which file of `case`, where it was given out in two."""
        return self.root / "pairs" / f"{case}.csv"

    def released(self, case: str) -> Path:
        """Return the folder with the notebook as learners were given it."""
        return self.root / "release" / case

    def submitted(self, case: str, code: str) -> Path:
        """Return the folder of the hand-in to mark: the released notebook, and the learner's sheet."""
        return self.root / "submitted" / code / case

    def autograded(self, case: str, code: str) -> Path:
        """Return the folder of the marked notebook, which formgrader shows."""
        return self.root / "autograded" / code / case

    def feedback(self, case: str, code: str) -> Path:
        """Return the folder of the feedback page, which nbgrader's feedback release hands back."""
        return self.root / "feedback" / code / case

    def received(self, case: str, code: str) -> Path:
        """Return the folder that keeps every hand-in as it came, one folder each."""
        return self.root / "received" / case / code

    def cases(self) -> list[str]:
        """Return the ids of the cases released to this cohort, sorted."""
        return sorted(p.stem for p in (self.root / "cases").glob("*.yaml"))

    def handed_in(self, case: str) -> list[str]:
        """Return the codes of all learners with a hand-in for `case`, sorted."""
        return sorted(p.parent.name for p in (self.root / "submitted").glob(f"*/{case}/"))


def find_cohort(start: Path) -> Cohort:
    """Return the cohort whose folder is `start` or the nearest above it.

    Raises UsageError where there is none, or its card is damaged.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / CARD).is_file():
            return Cohort(folder, _read_card(folder / CARD))
    raise UsageError(
        f"{start.resolve()} is not in a cohort's folder. Go to the cohort's folder, or name it with --cohort. "
        "A new one is made by “benchbook cohort new”."
    )


def write_card(cohort: Cohort) -> None:
    """Write the card of `cohort` into its folder."""
    text = json.dumps(cohort.card.model_dump(), indent=1, ensure_ascii=False) + "\n"
    write_whole(cohort.root / CARD, text)
    if ":" in (cohort.card.gradebook or "").partition("://")[2].partition("@")[0]:
        # The address holds a password. Without one, other graders may read the card.
        os.chmod(cohort.root / CARD, 0o600)  # noqa: PTH101 # as in people.py


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` at once, with the permissions that a new file gets."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)


def _read_card(path: Path) -> Card:
    try:
        return Card.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise UsageError(
            f"{path}: {place} is wrong: {first['msg']}. Put it right, or restore the file."
        ) from None
