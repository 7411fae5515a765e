"""The strength that a `rank-strength` question keys is the strength of its provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..activities.question import Question
from ..activities.rank_strength.question import Duty, RankStrength
from ..casebook.contents import Library
from ..errors import Problem
from ..law import Registry, UnknownReference


def strengths(
    library: Library, file: str, questions: Sequence[Question], on: date | None = None
) -> Iterator[Problem]:
    """Return a problem for each duty in `questions` whose key differs from the law's registry.

    `file` is the name under which the library holds their file; `on` is the day whose law applies,
    without which the newest wording is compared.
    """
    for i, question in enumerate(questions):
        if isinstance(question, RankStrength):
            for j, duty in enumerate(question.duties):
                for part, told in _differences(library.registry, duty, on):
                    yield library.files[file].problem(("questions", i, "duties", j, part), told)


def _differences(registry: Registry, duty: Duty, on: date | None) -> Iterator[tuple[str, str]]:
    try:
        provision = registry.provision(duty.provision, on)
    except UnknownReference as error:
        told = str(error).replace("?.", "?")
        yield "provision", f"the provision {told} Correct it, or add it to assets/law."
        return
    label = registry.label(duty.provision, on)
    strength = provision.strength
    if strength is None:
        told = f'"{duty.provision}" is a {provision.kind} and has no strength. Name one that has.'
        yield "provision", told
        return
    for part, keyed, stated in (
        ("verb", duty.verb, strength.verb),
        ("owed", duty.owed, strength.owed),
    ):
        if keyed != stated:
            told = f'duty "{duty.id}" is keyed {part} {keyed}, but {label} has {stated}.'
            yield part, f"{told} Correct the key, or the provision in assets/law."
