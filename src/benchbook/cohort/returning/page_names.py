"""How feedback pages are named when they leave as files, and where the names come from.

Names come from the list of people or from the folder of hand-ins that a learning platform gave;
they are used for files only, never inside a page, and kept nowhere.

Moodle (mod/assign/feedback/file/importziplib.php) takes a page for the learner whose number stands
in a folder or file name of the form “name_number_assignsubmission_file_”. Canvas takes back files
under the very names it gave them, which hold its two numbers for learner and file. Those numbers
are on the platform only, so both are named after the hand-ins as they were downloaded from there.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from ...errors import UsageError
from ..folder import Cohort
from ..people import read_people

By = Literal["code", "username", "email"]
MOODLE = re.compile(r"(?P<learner>[^/]*_\d+_assignsubmission_file(?:_|(?=/)))")
CANVAS = re.compile(r"[^_/]+(?:_late)?_\d+_\d+_.+", re.IGNORECASE)
# What no system takes in a file name, and what would lead out of the folder.
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


@dataclass(frozen=True)
class Target:
    """Where one page goes below the folder; `packed` into a zip file of that name or as it is."""

    path: PurePosixPath
    packed: str = ""

    def write(self, folder: Path, html: bytes) -> None:
        """Write the page below `folder`, over one that is there."""
        place = folder / self.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_packed(self.packed, html) if self.packed else html)


@dataclass(frozen=True)
class Names:
    """The way to name pages: `by` what the list of people says, or `like` downloaded hand-ins."""

    by: By = "code"
    like: Path | None = None

    def of(self, cohort: Cohort, case: str, codes: list[str]) -> dict[str, Target]:
        """Return where the page of each of `codes` goes.

        Raises UsageError, naming the learners by code, where one cannot be named or two would
        be named the same.
        """
        if self.like is not None:
            return _as_downloaded(self.like, case, codes)
        if self.by == "code":
            return {code: Target(PurePosixPath(f"{case}--{code}.html")) for code in codes}
        people = read_people(cohort)
        words = {c: getattr(people[c], self.by) if c in people else "" for c in codes}
        nameless = [c for c, word in words.items() if not UNSAFE.sub("", word).strip(". ")]
        if nameless:
            raise UsageError(
                f"people.csv gives no {self.by} for {', '.join(nameless)}. "
                "Fill it in, or use --name-by code."
            )
        named = {c: Target(PurePosixPath(f"{_safe(word)}.html")) for c, word in words.items()}
        _refuse_same(named)
        return named


def _safe(word: str) -> str:
    return UNSAFE.sub("_", word).strip(". ")


def _refuse_same(named: dict[str, Target]) -> None:
    seen: dict[str, str] = {}
    for code, target in named.items():
        # Windows and macOS take two names that differ in capitals for one.
        word = str(target.path).lower()
        if word in seen:
            raise UsageError(
                f"{seen[word]} and {code} would both get the file “{target.path}”. "
                "Put people.csv right, or use --name-by code."
            )
        seen[word] = code


def _as_downloaded(folder: Path, case: str, codes: list[str]) -> dict[str, Target]:
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Name the one with the downloaded hand-ins.")
    # A platform may add to the end of a name; the code stands after the case's id all the same.
    wanted = re.compile(rf"{re.escape(case)}--([0-9A-Za-z]{{8}})(?![0-9A-Za-z])", re.IGNORECASE)
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        match = wanted.search(path.name)
        if match:
            found[match.group(1).upper()] = path.relative_to(folder).as_posix()
    missing = [code for code in codes if code not in found]
    if missing:
        raise UsageError(
            f"No hand-in of {', '.join(missing)} is in {folder}. Name the folder that holds the "
            "hand-ins as your learning platform gave them, or use --name-by code."
        )
    named = {code: _like(found[code], case) for code in codes}
    _refuse_same(named)
    return named


def _like(name: str, case: str) -> Target:
    moodle = MOODLE.search(name)
    if moodle:
        # What lies above the learner's folder is the download's own and means nothing to Moodle.
        place = moodle["learner"] + ("/" if name[moodle.end() :].startswith("/") else "")
        return Target(PurePosixPath(f"{place}{case}-feedback.html"))
    last = name.rsplit("/", 1)[-1]
    if CANVAS.fullmatch(last):
        return Target(PurePosixPath(last), packed=f"{case}-feedback.html")
    raise UsageError(
        f"“{name}” is not named as Moodle or Canvas name downloaded hand-ins, so no upload can be "
        "named after it. Name the folder as it was downloaded, or use --name-by."
    )


def _packed(name: str, html: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        # A fixed time: the same page gives the same bytes.
        archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), html)
    return packed.getvalue()
