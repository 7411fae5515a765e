"""How `find-elements` is marked; each element has an equal share of the points.

| the verdict | share of the element |
|---|---|
| wrong, or none | 0 |
| right, passages carry it | 0.6 + 0.4 * max(0, min(1, cited / needed) - 0.5 * indefensible passages) |
| right, and no passage is needed | 1 - 0.2 * indefensible passages, not below 0.6 |

Confidence is never marked.
"""

from __future__ import annotations

from ..mark import Mark, Remark, Verdict, share
from ..printed import VERDICTS
from .question import LABELS, Decided, Decision, Element, FindElements


def score(question: FindElements, answer: Decided) -> Mark:
    """Return the mark over all elements, with remarks on each verdict and its passages."""
    remarks: list[Remark] = []
    total = 0.0
    for element in question.elements:
        decision = answer.elements.get(element.id, Decision())
        total += _share(element, decision)
        remarks += _remarks(question, element, decision)
    return share(question.points, total / len(question.elements), remarks)


def _share(element: Element, decision: Decision) -> float:
    if decision.verdict != element.verdict and decision.verdict not in element.also:
        return 0.0
    cited = set(decision.passages)
    wrong = len(cited - set(element.carry) - set(element.accepts))
    if not element.carry:
        return max(0.6, 1 - 0.2 * wrong)
    hits = len(cited & set(element.carry))
    return 0.6 + 0.4 * max(0.0, min(1.0, hits / element.needs) - 0.5 * wrong)


def _remarks(question: FindElements, element: Element, decision: Decision) -> list[Remark]:
    label = LABELS[element.id]
    better = element.verdicts.reason(element.verdict)
    if decision.verdict is None:
        right = Remark(
            f"{label}: {VERDICTS[element.verdict]}", "missed", better.because, tuple(better.cites)
        )
        return [right]
    mine = element.verdicts.reason(decision.verdict)
    about = f"{label}: {VERDICTS[decision.verdict]}"
    if decision.verdict == element.verdict:
        remarks = [Remark(about, "right", mine.because, tuple(mine.cites))]
    else:
        kind: Verdict = "accepted" if decision.verdict in element.also else "wrong"
        remarks = [
            Remark(about, kind, mine.because, tuple(mine.cites)),
            Remark(
                f"{label}: {VERDICTS[element.verdict]}",
                "missed",
                better.because,
                tuple(better.cites),
            ),
        ]
    cited = set(decision.passages)
    names = _names(question, [p for p in element.carry if p not in cited])
    if names and len(cited & set(element.carry)) < element.needs:
        remarks.append(Remark(f"{label}: passages", "missed", f"It is carried by {names}."))
    stray = _names(question, sorted(cited - set(element.carry) - set(element.accepts)))
    if stray:
        remarks.append(Remark(f"{label}: passages", "wrong", f"This does not carry it: {stray}."))
    return remarks


def _names(question: FindElements, passages: list[str]) -> str:
    return ", ".join(question.passage_name(p) for p in passages)
