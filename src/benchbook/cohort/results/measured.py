"""What an item of a test measures, in the words of the report: a common mistake, or a duty."""

from __future__ import annotations

from typing import Literal

from ...activities.choose_one.question import ChooseOne
from ...casebook.case import Case
from ...casebook.form import Item
from ...casebook.vocabulary import Misconception

Sort = Literal["misconception", "duty"]
SORTS: dict[Sort, str] = {"misconception": "Common mistakes", "duty": "Duties of protection"}
MISCONCEPTIONS: dict[Misconception, str] = {
    "movement": "that the person must be moved",
    "organised-group": "that an organised group must be behind it",
    "consent-defeats": "that consent defeats the charge",
    "consent-without-means": "that an adult’s consent is irrelevant even without a means",
    "child-needs-means": "that a means must be proved for a child",
    "exploitation-completed": "that exploitation must have happened",
    "means-is-force": "that a means is force",
    "poverty-alone": "that poverty alone is a means",
    "help-for-testimony": "that help depends on testimony",
    "immunity": "that non-punishment is immunity",
    "palermo-requires": "that the Protocol requires what it only asks to consider",
    "smuggled-so-not": "that a smuggled person was not trafficked",
}


def sort_of(item: Item) -> Sort:
    """Return which of the two an item measures."""
    return "misconception" if item.misconception else "duty"


def measures(item: Item) -> str:
    """Return what an item measures, as it stands beside the item."""
    if item.misconception:
        return MISCONCEPTIONS[item.misconception]
    return (item.duty or item.question).replace("-", " ")


def asked(case: Case) -> list[tuple[int, ChooseOne, Item]]:
    """Return the items of a form in their order: place among the questions, question, item."""
    by_question = {item.question: item for item in case.form.items} if case.form else {}
    return [
        (place, question, by_question[question.id])
        for place, question in enumerate(case.questions)
        if isinstance(question, ChooseOne) and question.id in by_question
    ]
