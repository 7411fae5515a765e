"""Remove a person from a cohort, everywhere, and prove it by searching for what is left."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...errors import UsageError
from ..codes import is_code
from ..folder import CARD, PEOPLE, Cohort
from ..lock import cohort_lock
from ..people import Person, read_people, write_people
from .exchange import exchange_files
from .lines import take_out
from .names import Mark, found, marks_of, plain_text
from .rows_of import delete_learner
from .traces import COURSE, Traces, common_words, inside_zip, search, walk

# Other people's work is never changed, and what all have alike names nobody.
LEFT_ALONE = (
    *COURSE, "submitted", "autograded", "feedback", "received", CARD, PEOPLE,
    "gradebook.db", "nbgrader_config.py",
)  # fmt: skip
LOCK_SECONDS = 10.0


@dataclass(frozen=True)
class Forgotten:
    """What was removed, in words, and what a search of everything still found."""

    removed: list[str]
    rows: int
    traces: Traces


def known(cohort: Cohort, code: str) -> Person:
    """Return the person with `code`, without a name if the list does not know the code.

    Raises UsageError where it is no code at all.
    """
    person = read_people(cohort).get(code)
    if person is None and not is_code(code):
        raise UsageError(f"“{code[:40]}” is not a code. The codes stand in {cohort.people_file}.")
    return person or Person(code, "")


def forget(cohort: Cohort, person: Person) -> Forgotten:
    """Remove `person` from the folder, the gradebook and the exchange, and search for the rest.

    Stopped at any moment it can be run again: the list of people, which says what to look for, is
    changed last, and only when nothing else names the person. Raises UsageError where the gradebook is in use, or somebody collects or marks.
    """
    with cohort_lock(cohort, LOCK_SECONDS):
        return _forget(cohort, person)


def _forget(cohort: Cohort, person: Person) -> Forgotten:
    people = read_people(cohort)
    others = [p for p in people.values() if p.code != person.code]
    record = "\n".join(" ".join((p.name, p.email, p.username)) for p in others)
    marks = marks_of(person)
    sure = set(marks) - common_words(cohort, marks, record)
    theirs = [mark for mark in marks if mark in sure and mark.what != "user name"]
    rows = delete_learner(cohort, person.code)
    removed = [str(path) for path in _deleted(exchange_files(cohort, person))]
    own = [*_named_by_code(cohort, person), *_unmatched(cohort, theirs)]
    removed += [_shown(cohort, path) for path in _deleted(own)]
    for path in _files_with_others(cohort):
        if told := take_out(path, theirs):
            removed.append(f"{_shown(cohort, path)} ({told})")
    traces = search(cohort, marks, record)
    left = [told for told in traces.name if not told.startswith(f"{PEOPLE}:")]
    if left:
        # The row stays until then: without it the next run would not know what to look for.
        return Forgotten(removed, rows, replace(traces, name=left))
    write_people(cohort, {p.code: p for p in others})
    return Forgotten(removed, rows, search(cohort, marks, record))


def _shown(cohort: Cohort, path: Path) -> str:
    return path.relative_to(cohort.root).as_posix()


def _named_by_code(cohort: Cohort, person: Person) -> Iterator[Path]:
    """Return what carries the person's code in its name, and half lists of a stopped command."""
    code = plain_text(person.code)
    for path in walk(cohort.root):
        if code in plain_text(path.name) or path.match(f".{PEOPLE}.*.tmp"):
            yield path


def _unmatched(cohort: Cohort, theirs: Sequence[Mark]) -> Iterator[Path]:
    """Return what was received from nobody known, and is the person's after all.

    A name inside it is not enough: somebody else may have written it.
    """
    folder = cohort.root / "received" / "unmatched"
    own = [mark for mark in theirs if mark.what != "name"]
    for entry in sorted(folder.iterdir()) if folder.is_dir() else []:
        inner = walk(entry) if entry.is_dir() and not entry.is_symlink() else ()
        for path in (entry, *inner):
            named = any(mark.stands_in(plain_text(path.name)) for mark in theirs)
            if named or (_is_file(path) and _holds(path, own)):
                yield entry
                break


def _holds(path: Path, own: Sequence[Mark]) -> bool:
    data = path.read_bytes()
    return bool(found(own, data)) or inside_zip(data, own, own)


def _files_with_others(cohort: Cohort) -> list[Path]:
    """Return the files in which the person may stand beside others: tables, exports, reports."""
    return [
        path
        for path in walk(cohort.root)
        if path.relative_to(cohort.root).parts[0] not in LEFT_ALONE and _is_file(path)
    ]


def _is_file(path: Path) -> bool:
    return not path.is_symlink() and path.is_file()


def _deleted(paths: Iterable[Path]) -> Iterator[Path]:
    """Delete each of the `paths` and return those that were there; a link goes, not its target."""
    for path in list(paths):
        if not path.exists() and not path.is_symlink():
            continue  # it lay in a folder that has gone already
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
        yield path


__all__ = ["Forgotten", "forget", "known"]
