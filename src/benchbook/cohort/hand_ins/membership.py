"""What a learner's computer knows of the workshop: `membership.json` in the learner's folder.

It is the file the instructor gave (handout/join/<code>.json), or was made from a code that the
learner typed; then the workshop itself is not known, and the code alone says whose the answers are.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ...activities.question import WordId
from ...answers.sheet_file import replace_whole
from ...errors import UsageError
from ..codes import is_code

MEMBERSHIP = "membership.json"
MAX_BYTES = 100_000
FORMAT = 1


class Membership(BaseModel):
    """That this learner takes part in a workshop, under a code."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    format: int = Field(default=FORMAT, ge=FORMAT, le=FORMAT, description="Version of this form.")
    cohort: WordId | None = Field(
        default=None, description="The workshop's id; null where only the code is known."
    )
    title: str | None = Field(default=None, description="What people call the workshop.")
    code: str = Field(description="The learner's code.")
    exchange: str | None = Field(
        default=None, description="nbgrader's exchange folder; null where hand-ins go as files."
    )

    @field_validator("code")
    @classmethod
    def _checked(cls, code: str) -> str:
        if not is_code(code):
            raise ValueError("a sign of the code is wrong")
        return code


def find_membership(folder: Path) -> Membership | None:
    """Return the membership that holds in `folder`: the nearest in it or above it, or None.

    Raises UsageError where that file is damaged.
    """
    for place in (folder.resolve(), *folder.resolve().parents):
        if (place / MEMBERSHIP).is_file():
            return read_membership(place / MEMBERSHIP)
    return None


def read_membership(path: Path) -> Membership:
    """Return what the file at `path` says. Raises UsageError where it is no such file."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError("it is too large")
        return Membership.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["loc"] == ("format",) and first["type"] == "less_than_equal":
            raise UsageError(
                f"{path.name} was made by a newer Benchbook. Install the newest Benchbook and join again."
            ) from None
        why = ".".join(str(part) for part in first["loc"]) or "its form"
    except (OSError, ValueError, RecursionError) as error:
        why = str(error)
    raise UsageError(
        f"{path.name} is not the file of a workshop, or it is damaged ({why}). "
        "Ask your instructor for your file again."
    )


def write_membership(folder: Path, membership: Membership) -> None:
    """Let `membership` hold in `folder` and below. Raises UsageError where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_whole(folder / MEMBERSHIP, membership.model_dump_json(indent=1) + "\n")
    except OSError as error:
        raise UsageError(
            f"{folder / MEMBERSHIP} cannot be written ({error.strerror}). "
            "Make room, or choose another folder."
        ) from None
