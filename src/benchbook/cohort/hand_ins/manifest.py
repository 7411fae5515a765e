"""The hand-in as a file: `<case>--<code>.zip` with the sheet, and a manifest that says what it is."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ...activities.question import WordId
from ...answers import sheet_name
from ...errors import UsageError
from .receipt import receipt

MANIFEST = "manifest.json"
FORMAT = 1
MAX_MANIFEST = 20_000
# Fixed, so that the same answers make the same file: pressing twice sends nothing new.
WRITTEN = (1980, 1, 1, 0, 0, 0)


class Manifest(BaseModel):
    """What a hand-in says of itself. Collecting goes by this, never by the name of the file."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    format: int = Field(default=FORMAT, ge=FORMAT, le=FORMAT, description="Version of this form.")
    case: WordId = Field(description="The case.")
    edition: int | None = Field(description="Edition of the case when the sheet was begun.")
    cohort: WordId | None = Field(
        description="The workshop; null where the learner's side knew none."
    )
    code: str = Field(max_length=20, description="The learner's code.")
    handed_in: str = Field(description="When: ISO 8601 with time zone.")
    sheet_sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Digest of the sheet's bytes.")
    receipt: str = Field(max_length=20, description="What the learner was shown.")

    @field_validator("handed_in")
    @classmethod
    def _a_moment(cls, text: str) -> str:
        if datetime.fromisoformat(text).tzinfo is None:
            raise ValueError("the time zone is missing")
        return text


def manifest_of(
    sheet: bytes, *, case: str, edition: int | None, cohort: str | None, code: str, handed_in: str
) -> Manifest:
    """Return the manifest for the bytes of a closed `sheet`."""
    return Manifest(
        case=case,
        edition=edition,
        cohort=cohort,
        code=code,
        handed_in=handed_in,
        sheet_sha256=hashlib.sha256(sheet).hexdigest(),
        receipt=receipt(case, code, sheet),
    )


def zip_name(manifest: Manifest) -> str:
    """Return the name the hand-in's file is given."""
    return f"{manifest.case}--{manifest.code}.zip"


def packed(manifest: Manifest, sheet: bytes) -> bytes:
    """Return the hand-in as the bytes of a zip file; the same hand-in gives the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            (MANIFEST, (manifest.model_dump_json(indent=1) + "\n").encode()),
            (sheet_name(manifest.case), sheet),
        ):
            info = zipfile.ZipInfo(name, WRITTEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return whole.getvalue()


def read_manifest(text: bytes) -> Manifest:
    """Return the manifest in `text`. Raises UsageError with what is wrong and the remedy."""
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["loc"] == ("format",) and first["type"] == "less_than_equal":
            raise UsageError(
                "It was made by a newer Benchbook than this one. Install the newest Benchbook, "
                "then collect again."
            ) from None
        place = ".".join(str(part) for part in first["loc"])
        why = f"“{place}” is wrong" if place else "it cannot be read"
    except RecursionError:
        why = "it cannot be read"
    raise UsageError(
        f"Its manifest does not have the form of a hand-in: {why}. Ask the learner to press "
        "“Hand in” again and to send the new file unchanged."
    )
