"""How `find-flaw` is marked: what the marks earn, over the number of flaws, not below 0.

| a passage that is marked | share of one flaw |
|---|---|
| flawed, and the flaw is named | 1 |
| flawed, but another flaw is named | 0.5 |
| sound | - 0.5 |

So marking a whole draft does not pay where as many passages are sound as flawed.
"""

from __future__ import annotations

from ..mark import Mark, Remark, share
from .question import FindFlaw, Flagged, FlawKey

SOUND = (
    "This passage is sound: none of the flaws on offer is in it. "
    "To strike out what is sound weakens a text as a flaw does."
)


def score(question: FindFlaw, answer: Flagged) -> Mark:
    """Return the mark for the passages marked, with a remark for each marked or flawed one."""
    names = {f.id: f.text for f in question.flaws}
    key = {row.passage: row for row in question.key}
    total = 0.0
    remarks: list[Remark] = []
    for passage, number in question.passage_numbers.items():
        given, row = answer.flaws.get(passage), key.get(passage)
        if row is not None:
            total += 0.0 if given is None else 1.0 if given == row.flaw else 0.5
            remarks.append(_flawed(number, row, given, names))
        elif given is not None:
            total -= 0.5
            remarks.append(Remark(f"Passage {number} of the draft", "wrong", SOUND))
    total -= 0.5 * len(answer.flaws.keys() - question.passage_numbers.keys())
    return share(question.points, total / len(question.key), remarks)


def _flawed(number: int, row: FlawKey, given: str | None, names: dict[str, str]) -> Remark:
    about, cites = f"Passage {number} of the draft: {names[row.flaw]}", tuple(row.cites)
    if given == row.flaw:
        return Remark(about, "right", row.because, cites)
    if given is None:
        return Remark(about, "missed", row.because, cites)
    said = f" than “{names[given]}”" if given in names else ""
    text = f"The passage is flawed, but by something else{said}.\n\n{row.because}"
    return Remark(about, "wrong", text, cites)
