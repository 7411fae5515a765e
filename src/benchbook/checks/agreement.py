"""The key of a case agrees with the law's own analysis of its stated facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from ..activities.choose_many.question import ChooseMany
from ..activities.find_elements.question import FindElements
from ..casebook.case import Case
from ..casebook.contents import Library
from ..errors import Problem
from ..law import Facts, analyse
from ..notebooks.prepare import VERDICT


def agreement(library: Library, name: str) -> Iterator[Problem]:
    """Return a problem for each verdict or duty of the case `name` on which key and law differ."""
    case, file = library.cases[name], library.files[f"case/{name}"]
    analyses: dict[str, Any] = {}
    for i, matter in enumerate(case.matters):
        try:
            facts = Facts.model_validate(matter.facts)
        except ValidationError as error:
            for wrong in error.errors(include_url=False):
                place = tuple(p for p in wrong["loc"] if isinstance(p, str | int))
                yield file.problem(("matters", i, "facts", *place), wrong["msg"])
            continue
        analyses[matter.id] = analyse(facts, case.law.under, on=case.law.on).as_json()
    for i, question in enumerate(case.questions):
        if isinstance(question, FindElements) and question.matter in analyses:
            yield from _elements(case, file, i, question, analyses[question.matter])
        if isinstance(question, ChooseMany) and analyses:
            yield from _duties(file, i, question, analyses)


def _elements(
    case: Case, file: Any, i: int, question: FindElements, law: dict[str, Any]
) -> Iterator[Problem]:
    disputed = {(d.question, d.part) for d in case.disputed}
    for j, element in enumerate(question.elements):
        said = law["offence"] if element.id == "offence" else law["elements"][element.id]
        place = ("questions", i, "elements", j)
        if element.verdict != VERDICT[said]:
            told = f'element "{element.id}" is keyed {element.verdict}, but the law finds {VERDICT[said]} on the facts of matter "{question.matter}". Correct the facts or the key.'
            yield file.problem((*place, "verdict"), told)
        if element.also and (question.id, element.id) not in disputed:
            yield file.problem(
                (*place, "also"),
                f'element "{element.id}" accepts another verdict without a reason. Give it in “disputed”.',
            )


def _duties(file: Any, i: int, question: ChooseMany, analyses: dict[str, Any]) -> Iterator[Problem]:
    triggered = {duty["id"] for law in analyses.values() for duty in law["duties"]}
    for j, option in enumerate(question.options):
        if option.duty is None or option.either:
            continue
        if option.right != (option.duty in triggered):
            told = f'option "{option.id}" is {"right" if option.right else "wrong"}, but the law {"does not trigger" if option.right else "triggers"} the duty "{option.duty}". It triggers: {", ".join(sorted(triggered)) or "none"}.'
            yield file.problem(("questions", i, "options", j, "duty"), told)
