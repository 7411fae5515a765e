"""Make a cohort's folder from a roster: course, gradebook, list of people, a card for each learner."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from ..errors import UsageError
from .folder import CARD, Card, Cohort, write_card, write_whole
from .gradebook.enrolment import check_gradebook, enrol
from .people import Person, read_people, read_roster, write_people

CONFIG = '''"""nbgrader's settings for this cohort; its card is cohort.json."""

from pathlib import Path

from benchbook.cohort.settings import configure_cohort

configure_cohort(get_config(), Path(__file__).resolve().parent)
'''
# Stands in the folder while it is made: what a stopped command left can be told from a folder of
# somebody else's.
MAKING = "cohort.making"
WINDOWS = os.name == "nt"


def new_cohort(
    folder: Path,
    roster: Path,
    *,
    title: str | None = None,
    exchange: str | None = None,
    gradebook: str | None = None,
) -> tuple[Cohort, list[Person]]:
    """Make the cohort at `folder` for the people of `roster`, and return both.

    Raises UsageError where the folder, the exchange or the gradebook's database cannot be used,
    ContentError where the roster is wrong; then nothing is written. After it was stopped it can be
    run again: people keep the codes that they had been given.
    """
    root = folder.expanduser().resolve()
    left = _left_by_a_stopped_run(root)
    card = Card(
        id=_course_id(root.name),
        title=(title or "").strip() or root.name,
        exchange=exchange and str(Path(exchange).expanduser().resolve()),
        gradebook=gradebook,
    )
    cohort = Cohort(root, card)
    before = read_people(cohort) if left and cohort.people_file.is_file() else {}
    people = read_roster(roster, before)
    check_gradebook(cohort, before)
    _check_exchange(cohort)
    try:
        root.mkdir(parents=True, exist_ok=True)
        (root / MAKING).touch()
    except OSError as error:
        raise UsageError(f"{root} cannot be made or written to: {error.strerror}.") from None
    for part in ("cases", "source", "release", "submitted", "received", "handout/join"):
        (root / part).mkdir(parents=True, exist_ok=True)
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    # Somebody whom the stopped run had and the roster no longer has.
    for code in set(before) - {p.code for p in people}:
        (root / "handout" / "join" / f"{code}.json").unlink(missing_ok=True)
    _take_in(cohort, {p.code: p for p in people})
    # Last: a folder without a card is no cohort, so a stopped command can be run again.
    write_card(cohort)
    (root / MAKING).unlink()
    return cohort, people


def add_people(cohort: Cohort, roster: Path) -> tuple[list[Person], list[Person]]:
    """Take the people of `roster` into `cohort`; return who is new and who was there already.

    Who is there already, by email, user name or code, keeps the code. Nobody is taken out.
    Raises ContentError where the roster is wrong; then nothing is written.
    """
    before = read_people(cohort)
    people = read_roster(roster, before)
    # The list first: a stopped command can be run again and finds the codes that it gave.
    _take_in(cohort, {**before, **{p.code: p for p in people}})
    return (
        [p for p in people if p.code not in before],
        [p for p in people if p.code in before],
    )


def write_membership(cohort: Cohort, code: str) -> Path:
    """Write the file that a learner joins with, and return its path. It holds no name."""
    path = cohort.root / "handout" / "join" / f"{code}.json"
    told = {
        "format": 1,
        "cohort": cohort.card.id,
        "title": cohort.card.title,
        "code": code,
        "exchange": cohort.card.exchange,
    }
    write_whole(path, json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    return path


def _take_in(cohort: Cohort, people: dict[str, Person]) -> None:
    write_people(cohort, people)
    (cohort.root / "handout" / "join").mkdir(parents=True, exist_ok=True)
    for code in people:
        write_membership(cohort, code)
    enrol(cohort, people)


def _left_by_a_stopped_run(root: Path) -> bool:
    """Tell whether `root` is what a stopped run left. Raises UsageError where it is anything else."""
    if not root.exists():
        return False
    if (root / CARD).is_file() and not (root / MAKING).is_file():
        raise UsageError(
            f"{root} is a cohort already. To take more people in: benchbook cohort add --roster FILE"
        )
    if not root.is_dir() or (any(root.iterdir()) and not (root / MAKING).is_file()):
        raise UsageError(f"{root} is not empty. Name a new folder for the cohort.")
    return any(root.iterdir())


def _course_id(name: str) -> str:
    """Return the word that stands for the cohort, made of its folder's name."""
    word = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "cohort"
    word = word if word[0].isalpha() else f"cohort-{word}"
    return word[:60].strip("-")


def _check_exchange(cohort: Cohort) -> None:
    """Raise UsageError unless the exchange's folder is there, or can be made, and takes files."""
    if cohort.card.exchange is None:
        return
    if WINDOWS:
        raise UsageError(
            "nbgrader's exchange does not work on Windows. Leave --exchange out: learners then hand "
            "in a file, and “benchbook cohort collect --from FOLDER” takes these in."
        )
    path = Path(cohort.card.exchange)
    if path == cohort.root or cohort.root in path.parents:
        raise UsageError(
            f"The exchange {path} lies inside the cohort's folder, where learners may not go. "
            "Name a folder outside that everybody can reach."
        )
    try:
        if not path.exists():
            path.mkdir(parents=True)
            path.chmod(0o777)  # as nbgrader makes it: learners write into folders in it
    except OSError as error:
        raise UsageError(
            f"The exchange {path} cannot be made: {error.strerror}. "
            "Ask who runs this computer for a folder that everybody can write to."
        ) from None
    if not path.is_dir() or not _writable(path):
        raise UsageError(
            f"The exchange {path} is no folder that you can write to. "
            "Ask who runs this computer for a folder that everybody can write to."
        )


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK | os.X_OK)


__all__ = ["add_people", "new_cohort", "write_membership"]
