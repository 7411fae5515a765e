"""How `tag-passages` is marked: (found - half of the indefensible) / tags in the key, not below 0.

Every defensible tag is accepted without credit, so only what nobody can defend costs anything.
"""

from __future__ import annotations

from ..mark import Mark, Remark, share
from ..printed import TAGS
from .question import Tagged, TagPassages


def score(question: TagPassages, answer: Tagged) -> Mark:
    """Return the mark for the tags given, with a remark for each tag found, missed or wrong."""
    given = {(p, tag, side) for p, tags in answer.tags.items() for tag, side in tags.items()}
    key = {(row.passage, row.tag, row.side): row for row in question.key}
    accepted = {(row.passage, row.tag, row.side): row for row in question.accepts}
    order = {passage: i for i, passage in enumerate(question.passage_ids)}
    found = wrong = 0
    remarks: list[Remark] = []
    for place in sorted(given | set(key), key=lambda t: (order.get(t[0], len(order)), t)):
        about = f"{question.passage_name(place[0])}: {TAGS[place[1]].lower()}, {place[2]}"
        if place in key:
            row = key[place]
            found += place in given
            remarks.append(
                Remark(
                    about, "right" if place in given else "missed", row.because, tuple(row.cites)
                )
            )
        elif place in accepted:
            row = accepted[place]
            remarks.append(Remark(about, "accepted", row.because, tuple(row.cites)))
        else:
            wrong += 1
            remarks.append(Remark(about, "wrong", _why_not(question, place)))
    return share(question.points, (found - 0.5 * wrong) / len(key), remarks)


def _why_not(question: TagPassages, place: tuple[str, str, str]) -> str:
    other = [row for row in [*question.key, *question.accepts] if row.passage == place[0]]
    if any(row.tag == place[1] for row in other):
        return (
            "The passage goes to this, but to the other side. Read again what it makes more likely."
        )
    if other:
        names = ", ".join(sorted({TAGS[row.tag].lower() for row in other}))
        return f"The passage goes to something else: {names}. Ask which element it makes more or less likely."
    return "The passage does not make this element more or less likely. Background is not evidence of an element."
