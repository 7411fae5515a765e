"""How `change-one-fact` is marked: the share of all rows of all changes decided as the law does."""

from __future__ import annotations

from ..mark import Mark, Remark, share
from ..printed import VERDICTS
from .question import ROWS, ChangeOneFact, Redecided


def score(question: ChangeOneFact, answer: Redecided) -> Mark:
    """Return the mark, with the law's own analysis of each change that was taken up."""
    right = 0
    remarks: list[Remark] = []
    for change in question.changes:
        given = answer.changes.get(change.id)
        if not given:
            continue
        law = question.analysed(change.id)
        for row, label in ROWS.items():
            if row not in given:
                continue
            same = given[row] == law.verdicts[row]
            right += same
            text = "As the law has it." if same else f"You decided: {VERDICTS[given[row]].lower()}."
            about = f"{change.text} – {label}: {VERDICTS[law.verdicts[row]]}"
            remarks.append(Remark(about, "right" if same else "wrong", text, part=change.id))
        if change.note:
            remarks.append(Remark(change.text, "note", change.note, tuple(change.cites), change.id))
        remarks += [
            Remark("The law’s analysis", "note", text, tuple(cites), change.id)
            for text, cites in law.reasons
        ]
    return share(question.points, right / (len(ROWS) * len(question.changes)), remarks)
