"""Make a cohort's folder from a roster: course, gradebook, list of people, a card for each learner."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ..errors import UsageError
from .folder import CARD, Card, Cohort, write_card
from .people import Person, read_roster, write_people

CONFIG = '''"""nbgrader's settings for this cohort; its card is cohort.json."""

from pathlib import Path

from benchbook.cohort.settings import configure_cohort

configure_cohort(get_config(), Path(__file__).resolve().parent)
'''


def new_cohort(
    folder: Path,
    roster: Path,
    *,
    title: str | None = None,
    exchange: str | None = None,
    gradebook: str | None = None,
) -> tuple[Cohort, list[Person]]:
    """Make the cohort at `folder` for the people of `roster`, and return both.

    Raises UsageError where the folder is not empty, ContentError where the roster is wrong; then
    nothing is written.
    """
    people = read_roster(roster)
    root = folder.resolve()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UsageError(f"{root} is not empty. Name a new folder for the cohort.")
    name = re.sub(r"[^a-z0-9]+", "-", root.name.lower()).strip("-") or "cohort"
    name = name if name[0].isalpha() else f"cohort-{name}"
    card = Card(
        id=name[:60].strip("-"), title=title or root.name, exchange=exchange, gradebook=gradebook
    )
    cohort = Cohort(root, card)
    for part in ("cases", "source", "release", "submitted", "received", "handout/join"):
        (root / part).mkdir(parents=True, exist_ok=True)
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    write_people(cohort, {p.code: p for p in people})
    for person in people:
        write_membership(cohort, person.code)
    _enrol(cohort, people)
    # Last: a folder without a card is no cohort, so a stopped command can be run again.
    write_card(cohort)
    return cohort, people


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
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _enrol(cohort: Cohort, people: list[Person]) -> None:
    from nbgrader.api import Gradebook

    from ..jupyter_paths import find_kernel

    find_kernel()
    with Gradebook(cohort.db_url, cohort.card.id) as gradebook:
        for person in people:
            gradebook.update_or_create_student(person.code)


__all__ = ["CARD", "new_cohort", "write_membership"]
