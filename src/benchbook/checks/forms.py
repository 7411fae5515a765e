"""The two forms of a test ask the same things, item by item, and their keys follow from the law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import ValidationError

from ..activities.choose_one.question import ChooseOne
from ..casebook.case import Case
from ..casebook.contents import Library
from ..casebook.form import Form, Item
from ..casebook.vocabulary import Misconception
from ..errors import Problem
from ..law import Facts, analyse
from ..law.duties import duty_ids

ITEMS = 24


def forms(library: Library, name: str) -> Iterator[Problem]:
    """Return problems of the case `name` where it is a form of a test."""
    case = library.cases[name]
    if case.form is None:
        return
    yield from _items(library, case, case.form)
    file = library.files[f"case/{name}"]
    other = library.cases.get(case.form.pairs_with)
    if other is None or other.form is None or other.form.pairs_with != case.id:
        told = f'"{case.form.pairs_with}" is not a form that pairs with this one. Name the other form, in both.'
        yield file.problem(("form", "pairs_with"), told)
        return
    if {case.form.asked, other.form.asked} != {"before", "after"}:
        told = "one form is asked before the course and the other after it. Say so."
        yield file.problem(("form", "asked"), told)
    if _blueprint(case, case.form) != _blueprint(other, other.form):
        told = f'the items are not those of "{other.id}" in question, in what is measured, in points and in number of options. Make both alike, in the same order.'
        yield file.problem(("form", "items"), told)
    prompts = {q.prompt for q in other.questions}
    for i, question in enumerate(case.questions):
        if question.prompt in prompts:
            told = f'the question has the text of one in "{other.id}". Tell another story.'
            yield file.problem(("questions", i, "prompt"), told)


def _blueprint(case: Case, form: Form) -> list[tuple[object, ...]]:
    measured = {i.question: (i.misconception, i.duty) for i in form.items}
    return [
        (q.id, measured.get(q.id), q.points, len(q.options))
        for q in case.questions
        if isinstance(q, ChooseOne)
    ]


def _items(library: Library, case: Case, form: Form) -> Iterator[Problem]:
    file = library.files[f"case/{case.id}"]
    if [i.question for i in form.items] != [q.id for q in case.questions]:
        told = "the items do not name the questions one by one in their order. Make them the same."
        yield file.problem(("form", "items"), told)
    if len(form.items) != ITEMS:
        told = f"there are {len(form.items)} items. A form has {ITEMS}."
        yield file.problem(("form", "items"), told)
    missing = set(get_args(Misconception)) - {i.misconception for i in form.items}
    if missing:
        told = f"no item measures {', '.join(sorted(missing))}. Measure each of the mistakes."
        yield file.problem(("form", "items"), told)
    for i, question in enumerate(case.questions):
        if not isinstance(question, ChooseOne) or not question.confidence:
            told = "a question of a test chooses one option and asks how sure you are. Use choose-one with confidence."
            yield file.problem(("questions", i), told)
    for i, item in enumerate(form.items):
        for part, told in _of_item(case, item):
            yield file.problem(("form", "items", i, *part), told)


def _of_item(case: Case, item: Item) -> Iterator[tuple[tuple[str, ...], str]]:
    """Return what is wrong with one item, as (part, sentence)."""
    if (item.misconception is None) == (item.duty is None):
        yield (), "an item measures one thing. Give “misconception” or “duty”."
        return
    if item.duty is not None and item.duty not in duty_ids(case.law.under):
        known = ", ".join(duty_ids(case.law.under))
        yield ("duty",), f'there is no duty "{item.duty}". Use one of: {known}.'
        return
    facts = next((m.facts for m in case.matters if m.id == item.matter), None)
    if facts is None:
        yield ("matter",), f'there is no matter "{item.matter}". Write it, or name another.'
        return
    try:
        law: dict[str, Any] = analyse(
            Facts.model_validate(facts), case.law.under, on=case.law.on
        ).as_json()
    except ValidationError:
        return  # told where the matter stands
    if item.verdict is not None and item.verdict != law["offence"]:
        told = f"the law finds {law['offence']} on the facts of this matter. Correct the facts, or the verdict and the key."
        yield ("verdict",), told
    if item.duty is not None and item.owed != (item.duty in {d["id"] for d in law["duties"]}):
        told = "the law says otherwise on the facts of this matter. Say in “owed” whether the facts trigger the duty, and correct what is wrong."
        yield ("owed",), told
