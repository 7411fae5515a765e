"""Keep what arrived: every hand-in as it came, the newest of each learner ready to be marked.

`received/` is the record: a hand-in stands there whole or not at all, and is never changed.
`submitted/` is made from it, so collecting again after a crash brings both into step.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from ...answers import sheet_name
from ..folder import Cohort
from .manifest import MANIFEST
from .receipt import receipt

HOW = "how.json"
TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"  # noqa: S105 # the name of nbgrader's file
UNMATCHED = "unmatched"
Source = Literal["exchange", "file"]
Outcome = Literal["new", "newer", "older", "again"]


@dataclass(frozen=True)
class Arrival:
    """A hand-in that belongs to a learner of the cohort. `name` is the file or folder it came as.

    `as_received` is what would have been kept of it, had it belonged to nobody.
    """

    source: Source
    name: str
    case: str
    code: str
    moment: datetime
    sheet: bytes
    manifest: bytes | None = None
    secret: bytes | None = None
    notes: tuple[str, ...] = ()
    as_received: dict[str, bytes] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return what this was kept under, if it was unmatched before."""
        return _key(self.source, self.name, self.as_received)

    @property
    def digest(self) -> str:
        """Return the digest of the sheet: what makes a hand-in the same as another."""
        return hashlib.sha256(self.sheet).hexdigest()


@dataclass(frozen=True)
class Unmatched:
    """Something that arrived and belongs to nobody: `why` says it, with the remedy.

    `files` is what is kept of it; nothing where it cannot be read or is only told.
    """

    source: Source
    name: str
    why: str
    files: dict[str, bytes]

    @property
    def key(self) -> str:
        """Return what this is kept under: the same thing again has the same key."""
        return _key(self.source, self.name, self.files)


@dataclass(frozen=True)
class HandIn:
    """A hand-in as it is kept."""

    folder: Path
    case: str
    code: str
    how: dict[str, Any]

    @property
    def order(self) -> tuple[str, str, str]:
        """Return what sorts hand-ins by when they were handed in."""
        return self.how["handed_in"], self.how["collected_at"], self.folder.name

    @property
    def moment(self) -> datetime:
        """Return when it was handed in, in UTC."""
        return datetime.fromisoformat(self.how["handed_in"])

    def sheet(self) -> bytes:
        """Return the sheet as it was received."""
        return (self.folder / sheet_name(self.case)).read_bytes()


def hand_ins(cohort: Cohort, case: str, code: str) -> list[HandIn]:
    """Return every hand-in of the learner `code` for `case`, the oldest first."""
    paths = cohort.received(case, code).glob(f"[0-9]*/{HOW}")
    found = [HandIn(p.parent, case, code, how) for p in paths if (how := _how(p))]
    return sorted(found, key=lambda h: h.order)


def _how(path: Path) -> dict[str, Any] | None:
    """Return what is noted at `path`; None where it is damaged: then it can be collected again."""
    try:
        how: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        datetime.fromisoformat(how["handed_in"]), how["collected_at"], how["sheet_sha256"]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return how


def who_handed_in(cohort: Cohort, case: str) -> list[str]:
    """Return the codes of all learners of whom something was received for `case`, sorted."""
    place = cohort.root / "received" / case
    return sorted({path.parent.parent.name for path in place.glob(f"*/[0-9]*/{HOW}")})


def keep(cohort: Cohort, arrival: Arrival, collected: datetime) -> Outcome:
    """Keep `arrival` under received/ and return what it is beside those that were there.

    Raises OSError where it cannot be written; then nothing of it stands.
    """
    before = hand_ins(cohort, arrival.case, arrival.code)
    same = [h for h in before if h.how["sheet_sha256"] == arrival.digest]
    if same:
        if arrival.secret and not any((h.folder / SECRET).is_file() for h in same):
            # It came by mail first: with the exchange's secret nbgrader can hand feedback back.
            write_whole(same[0].folder / SECRET, arrival.secret)
        return "again"
    how = {
        "format": 1,
        "source": arrival.source,
        "file": _impersonal(arrival),
        "handed_in": arrival.moment.astimezone(UTC).isoformat(timespec="microseconds"),
        "collected_at": collected.astimezone(UTC).isoformat(timespec="microseconds"),
        "sheet_sha256": arrival.digest,
        "receipt": receipt(arrival.case, arrival.code, arrival.sheet),
    }
    files = {sheet_name(arrival.case): arrival.sheet, HOW: _json(how)}
    if arrival.manifest is not None:
        files[MANIFEST] = arrival.manifest
    if arrival.secret is not None:
        files[SECRET] = arrival.secret
    name = f"{arrival.moment.astimezone(UTC):%Y%m%dT%H%M%S}-{arrival.digest[:8]}"
    _lay(cohort.received(arrival.case, arrival.code), name, files)
    if not before:
        return "new"
    return "newer" if how["handed_in"] >= before[-1].how["handed_in"] else "older"


def keep_unmatched(cohort: Cohort, thing: Unmatched, collected: datetime) -> bool:
    """Keep `thing` under received/unmatched/ and return whether it was not there yet."""
    place = cohort.root / "received" / UNMATCHED
    if not thing.files or (place / thing.key).is_dir():
        return False
    how = {
        "format": 1,
        "source": thing.source,
        "file": thing.name,
        "collected_at": collected.astimezone(UTC).isoformat(timespec="microseconds"),
        "why": thing.why,
    }
    _lay(place, thing.key, {**thing.files, HOW: _json(how)})
    return True


def no_longer_unmatched(cohort: Cohort, key: str) -> None:
    """Take away what was kept as unmatched and has found its learner since."""
    shutil.rmtree(cohort.root / "received" / UNMATCHED / key, ignore_errors=True)


def release_files(cohort: Cohort, case: str) -> dict[str, bytes]:
    """Return the files of `case` as learners were given it: what marking starts from."""
    return {p.name: p.read_bytes() for p in sorted(cohort.released(case).iterdir()) if p.is_file()}


def stand(cohort: Cohort, case: str, code: str, released: dict[str, bytes]) -> bool:
    """Bring submitted/ into step with the newest hand-in and return whether something changed."""
    kept = hand_ins(cohort, case, code)
    if not kept:
        return False
    newest = kept[-1]
    target = cohort.submitted(case, code)
    target.mkdir(parents=True, exist_ok=True)
    wanted = {
        **released,
        sheet_name(case): newest.sheet(),
        TIMESTAMP: f"{newest.moment:%Y-%m-%d %H:%M:%S.%f} UTC".encode(),
    }
    secret = newest.folder / SECRET
    if secret.is_file():
        wanted[SECRET] = secret.read_bytes()
    for left in target.glob(".*.tmp"):  # of a run that was stopped; only one runs at a time
        left.unlink(missing_ok=True)
    changed = False
    for name, content in wanted.items():
        path = target / name
        if not path.is_file() or path.read_bytes() != content:
            # received/ is the record; this copy can be made again, so it need not reach the disk now.
            write_whole(path, content, sync=False)
            changed = True
    if SECRET not in wanted and (target / SECRET).exists():
        (target / SECRET).unlink()
        changed = True
    return changed


def write_whole(path: Path, content: bytes, *, sync: bool = True) -> None:
    """Write `content` so that a reader, or a crash, finds the old file or the new one whole."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _lay(place: Path, name: str, files: dict[str, bytes]) -> None:
    """Make the folder `name` in `place` with `files`, whole or not at all."""
    place.mkdir(parents=True, exist_ok=True)
    for left in place.glob(".*.part"):  # of a run that was stopped; only one runs at a time
        shutil.rmtree(left, ignore_errors=True)
    while (place / name).exists():  # one whose note was damaged: it is left as it is
        name += "-again"
    part = place / f".{name}.part"
    part.mkdir()
    try:
        for file, content in files.items():
            write_whole(part / file, content)
        part.replace(place / name)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _impersonal(arrival: Arrival) -> str | None:
    """Return the name it came under without what names the person; None where that is all of it.

    An LMS writes the learner's name into a file's name: beside the code it would say who that is.
    """
    if arrival.source == "exchange":
        return "+".join(arrival.name.split("+")[-3:])
    return arrival.name if arrival.name == f"{arrival.case}--{arrival.code}.zip" else None


def _key(source: Source, name: str, files: dict[str, bytes]) -> str:
    """Return what an arrival is kept under that belongs to nobody: the same for the same thing."""
    # A file says by itself whose it is; in the exchange only the folder's name does.
    parts = [name.encode()] if source == "exchange" else []
    return hashlib.sha256(b"\0".join([*parts, *files.values()])).hexdigest()[:16]


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
