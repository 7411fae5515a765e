"""A learner takes what the instructor gave: the file to join a workshop with, or a case."""

from __future__ import annotations

import json
from pathlib import Path

from ...answers import sheet_name
from ...answers.sheet_file import replace_whole
from ...errors import UsageError
from .checked import CASE
from .membership import MAX_BYTES, MEMBERSHIP, Membership, read_membership, write_membership
from .safe_file import TooLargeError, read_safely
from .zip_content import zip_content

MAX_CASE = 20_000_000


def take(path: Path, folder: Path, *, replace: bool = False) -> str:
    """Take the file at `path` into the learner's `folder` and return what to tell the learner.

    `replace`: leave the workshop joined before. Raises UsageError where the file is neither sort.
    """
    try:
        content = read_safely(path, MAX_CASE)
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}. Look at its name and where it lies.") from None
    except TooLargeError:
        raise UsageError(f"{path.name} is too large to be from your instructor.") from None
    if content.startswith(b"PK"):
        return take_case(content, path.name, folder)
    if len(content) > MAX_BYTES:
        raise UsageError(f"{path.name} is not the file of a workshop. Ask your instructor for it.")
    return join(read_membership(path), folder, replace=replace)


def join(membership: Membership, folder: Path, *, replace: bool = False) -> str:
    """Let the learner of `folder` take part under `membership` and return what to tell them.

    Raises UsageError where another workshop or another code was joined before, unless `replace`.
    """
    before = _joined_before(folder)
    if before and not replace and not _same(before, membership):
        raise UsageError(
            f"You take part in {_named(before)} already, with the code {before.code}. This file is for "
            f"{_named(membership)}, with the code {membership.code}. To change over, give the command again "
            "with --replace. Your answers stay as they are."
        )
    write_membership(folder, membership)
    return (
        f"You take part in {_named(membership)}. Your code is {membership.code}: it stands for your name. "
        "When you hand in a case, the page says how it reaches your instructor."
    )


def take_case(content: bytes, name: str, folder: Path) -> str:
    """Lay the case of a hand-out into `folder` and return what to tell the learner.

    Only the notebook and its questions are written; an answer sheet never is.
    Raises UsageError where it is no hand-out.
    """
    try:
        members = zip_content(content, MAX_CASE)
        case = _case_of(members)
    except UsageError as error:
        raise UsageError(f"{name} is not a case from your instructor. {error}") from None
    target = folder / "cases" / case
    try:
        target.mkdir(parents=True, exist_ok=True)
        for part in _parts(case):
            replace_whole(target / part, members[part].decode("utf-8"))
    except OSError as error:
        raise UsageError(
            f"{target} cannot be written ({error.strerror}). Make room, or choose another folder."
        ) from None
    kept = " The answers you gave before are kept." if (target / sheet_name(case)).exists() else ""
    return f"The case is in your folder: {target / f'{case}.ipynb'}.{kept}"


def _parts(case: str) -> tuple[str, str]:
    return f"{case}.case.json", f"{case}.ipynb"


def _case_of(members: dict[str, bytes]) -> str:
    """Return which case `members` are. Raises UsageError where they are something else."""
    told = "Ask your instructor for the file again."
    case = next((n.removesuffix(".ipynb") for n in members if n.endswith(".ipynb")), "")
    if not CASE.fullmatch(case) or set(members) != set(_parts(case)):
        raise UsageError(f"It does not hold the two files of a case and nothing else. {told}")
    try:
        questions = json.loads(members[f"{case}.case.json"].decode("utf-8"))
        notebook = json.loads(members[f"{case}.ipynb"].decode("utf-8"))
        right = (
            questions["id"] == case and notebook["metadata"]["kernelspec"]["name"] == "benchbook"
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        right = False
    if not right:
        raise UsageError(f"Its files are damaged. {told}")
    return case


def _joined_before(folder: Path) -> Membership | None:
    path = folder / MEMBERSHIP
    try:
        return read_membership(path) if path.is_file() else None
    except UsageError:  # damaged: the new file takes its place
        return None


def _same(before: Membership, now: Membership) -> bool:
    """Tell whether `now` is the workshop of `before`, whose name may not have been known."""
    return before.code == now.code and before.cohort in (None, now.cohort)


def _named(membership: Membership) -> str:
    return f"the workshop “{membership.title}”" if membership.title else "a workshop"
