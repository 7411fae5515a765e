"""What nbgrader's exchange holds of a person: hand-ins in its inbox, feedback in its outbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..folder import Cohort
from ..people import Person

SECRET = "submission_secret.txt"  # noqa: S105 # a file's name


def exchange_files(cohort: Cohort, person: Person) -> Iterator[Path]:
    """Return the person's hand-ins and feedback pages in the exchange, as far as it is reached."""
    if cohort.card.exchange is None:
        return
    course = Path(cohort.card.exchange, cohort.card.id)
    inbound = [p for p in _inside(course / "inbound") if _is_theirs(p, person)]
    secrets = [*inbound, *_kept(cohort, person.code)]
    yield from _feedback(cohort, course / "feedback", secrets)
    yield from inbound


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_theirs(path: Path, person: Person) -> bool:
    """nbgrader names a hand-in USER+ASSIGNMENT+TIME+RANDOM; a user name may hold a + itself."""
    names = {person.code, person.username} - {""}
    return any(path.name.startswith(f"{name}+") for name in names)


def _kept(cohort: Cohort, code: str) -> Iterator[Path]:
    """Return the folders of the cohort that may hold the secret of one of the hand-ins."""
    for pattern in (
        f"submitted/{code}/*",
        f"autograded/{code}/*",
        f"feedback/{code}/*",
        f"received/*/{code}/*",
    ):
        yield from cohort.root.glob(pattern)


def _feedback(cohort: Cohort, outbound: Path, hand_ins: list[Path]) -> Iterator[Path]:
    """Return the pages that were handed back: their names are made from the hand-in's secret."""
    if not outbound.is_dir():
        return
    from nbgrader.utils import notebook_hash

    found = {path.read_text(encoding="utf-8") for h in hand_ins if (path := h / SECRET).is_file()}
    for secret in sorted(found):
        for case in cohort.cases():
            page = outbound / f"{notebook_hash(secret=secret, notebook_id=case)}.html"
            if page.is_file():
                yield page
