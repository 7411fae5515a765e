"""A workshop for the tests of collecting: a cohort's folder, and learners who hand in for real."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from benchbook.answers import SheetFile, sheet_name
from benchbook.cohort.folder import Card, Cohort, write_card
from benchbook.cohort.hand_ins.collect import Collected, collect
from benchbook.cohort.hand_ins.manifest import MANIFEST
from benchbook.cohort.hand_ins.membership import Membership
from benchbook.cohort.people import Person, write_people
from benchbook.handing_in.sending import prepare
from benchbook.notebooks.case_notebook import as_text, released

ROOT = Path(__file__).resolve().parents[2]
CASE = "night-shift"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Workshop:
    """A cohort in a folder, as `cohort new` and `cohort release` leave it."""

    def __init__(
        self,
        root: Path,
        exchange: Path | None = None,
        users: tuple[str, str, str] = ("ada", "bo", "cy"),
    ) -> None:
        self.root = root
        card = Card(
            id="spring-workshop", title="Spring", exchange=str(exchange) if exchange else None
        )
        self.cohort = Cohort(root, card)
        root.mkdir()
        write_card(self.cohort)
        people = [
            Person(code_of(n), name, username=user)
            for n, (name, user) in enumerate(zip(("Ada", "Bo", "Cy"), users, strict=True))
        ]
        write_people(self.cohort, {p.code: p for p in people})
        self.codes = [p.code for p in people]
        source = ROOT / "assessments" / "source" / CASE
        (root / "cases").mkdir()
        shutil.copy(ROOT / "assessments" / "cases" / f"{CASE}.yaml", root / "cases")
        target = self.cohort.released(CASE)
        target.mkdir(parents=True)
        shutil.copy(source / f"{CASE}.case.json", target)
        notebook = json.loads((source / f"{CASE}.ipynb").read_text(encoding="utf-8"))
        (target / f"{CASE}.ipynb").write_text(as_text(released(notebook)), encoding="utf-8")

    def due(self, when: datetime) -> None:
        """Set the day the case is due, as nbgrader keeps it."""
        from nbgrader.api import Assignment, Base
        from sqlalchemy import create_engine
        from sqlalchemy.orm import Session

        # nbgrader's own tables, without the seconds that opening its gradebook takes.
        engine = create_engine(self.cohort.db_url)
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            session.add(Assignment(name=CASE, course_id="x", duedate=when.replace(tzinfo=None)))
            session.commit()
        engine.dispose()

    def collect(self, folder: Path | None = None, case: str | None = None) -> Collected:
        """Collect, always at the same moment."""
        return collect(self.cohort, case, folder, NOW)

    def files(self, under: str = "") -> dict[str, str]:
        """Return every file of the folder with its digest."""
        return dict(self._files(self.root / under))

    def _files(self, place: Path) -> Iterator[tuple[str, str]]:
        for path in sorted(place.rglob("*")):
            if path.is_file() and not path.name.endswith(".lock"):
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                yield path.relative_to(self.root).as_posix(), digest

    def sheet(self, code: str) -> dict[str, Any]:
        """Return the sheet that is marked."""
        text = (self.cohort.submitted(CASE, code) / sheet_name(CASE)).read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(text)
        return found

    def option(self, code: str) -> object:
        """Return what the sheet that is marked answers to one question."""
        return self.sheet(code)["answers"]["charge"]["answer"]["option"]


def code_of(n: int) -> str:
    """Return the code of the learner number `n`."""
    from stdnum.iso7064 import mod_37_36

    from benchbook.cohort.codes import SHAPE

    for extra in range(1000):
        body = f"{n + 2}{extra + 222}".ljust(7, "A").replace("0", "Z").replace("1", "Y")
        code = body + mod_37_36.calc_check_digit(body)
        if SHAPE.fullmatch(code):
            return code
    raise AssertionError


def hand_in(
    place: Path,
    code: str,
    option: str = "a",
    *,
    when: datetime = NOW - timedelta(hours=1),
    cohort: str | None = "spring-workshop",
    case: str = CASE,
) -> bytes:
    """Answer and hand in with the real code in the folder `place`, and return the zip file."""
    place.mkdir(parents=True, exist_ok=True)
    sheet = SheetFile(place, case, 1)
    if sheet.sheet.state == "handed-in":
        sheet.take_back()
    sheet.record("charge", {"option": option})
    sheet.sheet.state = "handed-in"
    sheet.sheet.handed_in = when.isoformat(timespec="seconds")
    sheet.path.write_text(sheet.sheet.model_dump_json(indent=1), encoding="utf-8")
    return prepare(sheet.path, Membership(cohort=cohort, code=code)).content


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the members of a zip file."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def zipped(members: dict[str, bytes] | list[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """Return a zip file of `members`, whatever their names."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items() if isinstance(members, dict) else members:
            archive.writestr(name, content)
    return whole.getvalue()


def with_manifest(content: bytes, **changes: object) -> bytes:
    """Return the hand-in `content` with entries of its manifest changed."""
    members = unzipped(content)
    told = {**json.loads(members[MANIFEST]), **changes}
    members[MANIFEST] = json.dumps(told).encode()
    return zipped(members)
