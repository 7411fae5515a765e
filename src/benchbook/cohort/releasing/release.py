"""Release a case to a cohort: its key to the marking side, its notebook to the learners."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from ...casebook.case import Case
from ...casebook.case_file import read_case_file, whole_text
from ...casebook.contents import TEMPLATE, Library
from ...course_config import ran
from ...errors import ContentError, Problem, UsageError
from ...notebooks.build import generated_cases
from ...notebooks.learner_copy import learner_copy
from ...notebooks.prepare import provisions_json
from ..folder import Cohort, write_whole
from ..gradebook.enrolment import open_gradebook
from ..settings import cohort_api
from .edition import what_learners_would_notice

# The oldest time that a zip file can hold: the same case makes the same bytes on every day.
ALWAYS = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Released:
    """What releasing did: everything anew, only the key, or nothing because it was done already."""

    did: Literal["all", "key", "nothing"]
    handout: Path
    edition: int
    due: datetime | None


def release_case(
    cohort: Cohort,
    library: Library,
    name: str,
    due: datetime | None = None,
    *,
    to_all: bool = True,
) -> Released:
    """Release the case `name`, to be handed in by `due`, and return what that did.

    The hand-out is a zip file with what a learner needs, made where the case is given `to_all`. The key is copied into the cohort's
    folder, so that the cohort is marked under the edition it was given. Once somebody has handed
    in, a newer edition brings its key alone.
    Raises UsageError for a case that cannot be released, ContentError for one that is broken.
    """
    case = _graded(library, name)
    did = _to_do(cohort, case)
    if did == "all":
        _release_all(cohort, library, case)
        if to_all:
            write_bytes(_hand_out(cohort, name), hand_out(cohort, library, name))
    if did != "nothing":
        # The key last: a stopped release can be run again, and begins from the start.
        text = whole_text(library.cases_folder / f"{name}.yaml")
        cohort.key_file(name).parent.mkdir(exist_ok=True)
        write_whole(cohort.key_file(name), text)
    if due is not None:
        with open_gradebook(cohort) as gradebook:
            gradebook.update_or_create_assignment(name, duedate=due)
    return Released(did, _hand_out(cohort, name), case.edition, due)


def due_date(text: str) -> datetime:
    """Return the moment that `text` names, in this computer's time zone where it names none.

    Raises UsageError where it is not one.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            f"“{text}” is no day and time. Write it as 2026-12-01T17:00, or with the time zone "
            "as 2026-12-01T17:00+02:00."
        ) from None
    if "T" not in text.upper() and ":" not in text:
        raise UsageError(f"“{text}” says no time. Write it as {moment:%Y-%m-%d}T17:00.")
    try:
        return moment if moment.tzinfo else moment.astimezone()
    except (OverflowError, OSError):
        raise UsageError(f"“{text}” is too far away. Write the year in four digits.") from None


def _graded(library: Library, name: str) -> Case:
    shown = f"{name}.yaml"
    broken = [p for p in library.problems if Path(p.path).name == shown]
    if broken:
        raise ContentError(broken)
    case = library.cases.get(name)
    if case is None or name == TEMPLATE:
        graded = [n for n, c in library.cases.items() if c.use == "graded" and n != TEMPLATE]
        there = (
            f"Graded cases: {', '.join(graded)}." if graded else "There is no graded case there."
        )
        raise UsageError(f"There is no case “{name}”. {there}")
    if case.id != name:
        told = f"the file holds the case “{case.id}”. Name it {case.id}.yaml."
        raise ContentError([Problem(library.files[f"case/{name}"].name, 0, told)])
    if case.use != "graded":
        raise UsageError(f"“{name}” is a practice case: learners have it, with its key, already.")
    return case


def _to_do(cohort: Cohort, case: Case) -> Literal["all", "key", "nothing"]:
    """Return what is to be done for `case`. Raises UsageError where it would harm who handed in."""
    path = cohort.key_file(case.id)
    if not path.is_file():
        return "all"
    old = read_case_file(path)
    if case.edition < old.edition:
        raise UsageError(
            f"The cohort has “{case.id}” in edition {old.edition}, and this course only has "
            f"edition {case.edition}. Bring the course up to date first."
        )
    if case == old:
        return "nothing" if _is_whole(cohort, case.id) else "all"
    if not _anybody_handed_in(cohort, case.id):
        return "all"
    noticed = what_learners_would_notice(old, case)
    if noticed:
        raise UsageError(
            f"“{case.id}” cannot be released again, because learners have handed it in and this "
            f"would change what they answered: {noticed}. Make it a new case that supersedes "
            "this one, and release that."
        )
    if case.edition == old.edition:
        raise UsageError(
            f"The key of “{case.id}” has changed, but its edition is still {case.edition}. "
            "Raise the edition and give its date and reason, so that the marks can say what they rest on."
        )
    return "key"


def _is_whole(cohort: Cohort, name: str) -> bool:
    """Tell whether everything that a release makes is there."""
    places = [cohort.released(name) / f"{name}.ipynb", cohort.root / "source" / name]
    if cohort.card.exchange:
        places.append(Path(cohort.card.exchange, cohort.card.id, "outbound", name))
    return all(path.exists() for path in places)


def _anybody_handed_in(cohort: Cohort, name: str) -> bool:
    received = cohort.root / "received" / name
    return bool(cohort.handed_in(name)) or (received.is_dir() and any(received.iterdir()))


def _release_all(cohort: Cohort, library: Library, case: Case) -> None:
    name = case.id
    _write_source(cohort, library, name)
    with cohort_api(cohort) as (api, log):
        with open_gradebook(cohort):
            pass  # makes a gradebook that is missing
        ran(api.generate_assignment(name, force=True), log, f"generate_assignment {name}")
        if cohort.card.exchange:
            # Without it nbgrader refuses to release a second time.
            api.config.ExchangeReleaseAssignment.force = True
            result: Any = api.release_assignment(name)
            if result is None:
                raise UsageError("nbgrader's exchange does not work on Windows.")
            ran(result, log, f"release_assignment {name}")


def _write_source(cohort: Cohort, library: Library, name: str) -> None:
    folder = cohort.root / "source" / name
    prefix = f"assessments/source/{name}/"
    only = Library(
        library.root, library.cases_folder, library.registry, cases={name: library.cases[name]}
    )
    texts = {
        path.removeprefix(prefix): text
        for path, text in generated_cases(only)
        if path.startswith(prefix)
    }
    folder.mkdir(parents=True, exist_ok=True)
    # nbgrader hands out whatever lies in this folder.
    foreign = [p.name for p in folder.iterdir() if p.name not in texts and p.name[0] != "."]
    if foreign:
        raise UsageError(
            f"{folder} holds “{foreign[0]}”, which learners would be given. Move it away first."
        )
    shutil.rmtree(folder / ".ipynb_checkpoints", ignore_errors=True)
    for path, text in texts.items():
        write_whole(folder / path, text)


def _hand_out(cohort: Cohort, name: str) -> Path:
    return cohort.root / "handout" / f"{name}.zip"


def hand_out(cohort: Cohort, library: Library, name: str) -> bytes:
    """Return the zip file with what a learner needs of the released case `name`."""
    provisions = provisions_json(library.registry)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for file in (f"{name}.case.json", f"{name}.ipynb"):
            text = (cohort.root / "source" / name / file).read_text(encoding="utf-8")
            if file.endswith(".ipynb"):
                text = learner_copy(text, provisions)
            member = zipfile.ZipInfo(f"{name}/{file}", ALWAYS)
            member.create_system = 3  # else the same bytes would not come of every system
            member.external_attr = 0o644 << 16
            archive.writestr(member, text, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path` at once, and make its folder."""
    path.parent.mkdir(exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


__all__ = ["Released", "due_date", "hand_out", "release_case", "write_bytes"]
