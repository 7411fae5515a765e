"""Count how a cohort answered: right answers, options, verdicts, confidence. Pure counting.

A share of n people is shown with Wilson's interval, because it is the one recommended for small n
and never leaves 0 to 1: E. B. Wilson, Probable inference, the law of succession, and statistical
inference, Journal of the American Statistical Association 22 (1927) 209-212; L. D. Brown, T. T. Cai
and A. DasGupta, Interval estimation for a binomial proportion, Statistical Science 16 (2001) 101-133.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from ...activities.choose_many.question import ChooseMany
from ...activities.choose_one.question import ChooseOne
from ...activities.find_elements.question import LABELS, Decided, FindElements
from ...activities.order_steps.question import OrderSteps
from ...activities.printed import CONFIDENCE, VERDICTS
from ...activities.question import Question
from ...marking.marked import MarkedQuestion

Z95 = 1.959963984540054  # the standard normal quantile of 0.975
LEVELS = ("fairly-sure", "sure", "certain")
NOT_SAID = "not-said"
CONFIDENCE_WORDS = {**CONFIDENCE, NOT_SAID: "not said"}
NO_VERDICT = "none"
VERDICT_WORDS = {**VERDICTS, NO_VERDICT: "No verdict"}
TELLING = {
    "right": "found",
    "missed": "not found",
    "wrong": "wrongly given",
    "accepted": "also defensible",
}


@dataclass(frozen=True)
class Share:
    """`count` of `of` people."""

    count: int
    of: int

    @property
    def part(self) -> float:
        """Return the share, 0 where there is nobody."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return Wilson's interval for 95 in 100; everything from 0 to 1 where there is nobody."""
        if not self.of:
            return (0.0, 1.0)
        n, p, z = self.of, self.part, Z95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True)
class Choice:
    """An option, how many chose it, and how the key has it: right, accepted or wrong."""

    text: str
    chosen: Share
    key: str


@dataclass(frozen=True)
class ElementTally:
    """How many gave each verdict on one element; `taken` are the key's verdict and others accepted."""

    label: str
    asks: str
    counts: dict[str, int]
    taken: dict[str, str]


@dataclass(frozen=True)
class Found:
    """One thing of a question that has neither options nor verdicts, and how people dealt with it."""

    about: str
    counts: dict[str, int]


@dataclass(frozen=True)
class QuestionTally:
    """How a cohort answered one question. `right` earned all its points."""

    id: str
    title: str
    kind: str
    right: Share
    points: float
    blank: int
    malformed: int
    choices: list[Choice] = field(default_factory=list)
    elements: list[ElementTally] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)


def tally(question: Question, answers: Sequence[MarkedQuestion]) -> QuestionTally:
    """Return how `answers`, one of each hand-in, deal with `question`. No answer is not right."""
    read = [a for a in answers if a.answer is not None and not a.malformed]
    full = sum(a.mark.points >= a.mark.max - 1e-9 for a in answers)
    points = sum(a.mark.points / a.mark.max for a in answers) / len(answers) if answers else 0.0
    return QuestionTally(
        question.id,
        question.title,
        question.kind,
        Share(full, len(answers)),
        points,
        sum(a.answer is None for a in answers),
        sum(a.malformed for a in answers),
        _choices(question, read, len(answers)),
        _elements(question, read, len(answers)),
        []
        if isinstance(question, ChooseOne | ChooseMany | FindElements)
        else _found(question, read),
    )


def confidence(answers: Sequence[MarkedQuestion]) -> dict[str, Share]:
    """Return, by how sure people said they were, how many of those decisions were right.

    A decision is an answer to `choose-one`, or a verdict on one element. Only questions that ask
    how sure the learner is are counted, and a right decision is one that the key takes.
    """
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answer in answers:
        for level, is_right in _decisions(answer):
            said[level] += 1
            right[level] += is_right
    return {level: Share(right[level], said[level]) for level in (NOT_SAID, *LEVELS)}


def asks_confidence(question: Question) -> bool:
    """Tell whether the question lets the learner say how sure they are."""
    return isinstance(question, ChooseOne | FindElements) and question.confidence


def _decisions(marked: MarkedQuestion) -> list[tuple[str, bool]]:
    question, answer = marked.question, marked.answer
    if answer is None or marked.malformed or not asks_confidence(question):
        return []
    if isinstance(question, ChooseOne):
        right = question.key_answer()["option"]
        return [(answer.get("confidence") or NOT_SAID, answer["option"] == right)]
    assert isinstance(question, FindElements)
    given = Decided.model_validate(answer).elements
    return [
        (d.confidence or NOT_SAID, d.verdict in (e.verdict, *e.also))
        for e in question.elements
        if (d := given.get(e.id)) is not None and d.verdict is not None
    ]


def _choices(question: Question, read: Sequence[MarkedQuestion], of: int) -> list[Choice]:
    if not isinstance(question, ChooseOne | ChooseMany):
        return []
    chosen: Counter[str] = Counter()
    for marked in read:
        answer = marked.answer or {}
        # The same option ticked twice is one choice.
        chosen.update({answer["option"]} if "option" in answer else set(answer["options"]))
    found = []
    for option in question.options:
        either = getattr(option, "either", False)
        key = "right" if option.right else "accepted" if either else "wrong"
        found.append(Choice(option.text, Share(chosen.pop(option.id, 0), of), key))
    if chosen:
        other = Share(sum(chosen.values()), of)
        found.append(Choice("Something that is not among the options.", other, "wrong"))
    return found


def _elements(question: Question, read: Sequence[MarkedQuestion], of: int) -> list[ElementTally]:
    if not isinstance(question, FindElements):
        return []
    decided = [Decided.model_validate(m.answer).elements for m in read]
    found = []
    for element in question.elements:
        counts = Counter(d[element.id].verdict for d in decided if element.id in d)
        by_verdict = {verdict: counts[verdict] for verdict in VERDICTS}  # type: ignore[index] # the same words
        by_verdict[NO_VERDICT] = of - sum(by_verdict.values())
        taken: dict[str, str] = {element.verdict: "key", **dict.fromkeys(element.also, "also")}
        found.append(ElementTally(LABELS[element.id], element.asks, by_verdict, taken))
    return found


def _found(question: Question, read: Sequence[MarkedQuestion]) -> list[Found]:
    """Count the marker's own remarks: what cost most comes first, steps stay in their right order."""
    counts: dict[str, Counter[str]] = {}
    for marked in read:
        for remark in marked.mark.remarks:
            if remark.verdict in TELLING:
                counts.setdefault(remark.about, Counter())[remark.verdict] += 1
    found = [Found(about, {v: c[v] for v in TELLING}) for about, c in counts.items()]
    if isinstance(question, OrderSteps):
        return found
    return sorted(found, key=lambda f: (-f.counts["wrong"] - f.counts["missed"], f.about))
