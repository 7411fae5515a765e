"""Prepare what a learner's kernel reads, so that it opens no YAML file, no law and no graded key."""

from __future__ import annotations

from typing import Any

from ..activities.change_one_fact.question import Analysed, ChangeOneFact
from ..activities.question import Question
from ..casebook.case import Case
from ..casebook.contents import Library
from ..casebook.glossary import Glossary
from ..casebook.lesson import Lesson, cites_in
from ..law import Facts, analyse, strength_in_words
from ..law.registry import Registry
from .learner_copy import cited_in, terms_in

VERDICT = {
    "yes": "made-out", "no": "not-made-out", "unknown": "not-enough",
    "made-out": "made-out", "not-made-out": "not-made-out", "undetermined": "not-enough",
}  # fmt: skip


def settle(lesson: Lesson) -> dict[str, Any]:
    """Let the law analyse every change of the lesson's `change-one-fact` questions; return it."""
    found: dict[str, Any] = {}
    for question in lesson.questions:
        if isinstance(question, ChangeOneFact):
            analysed = {c.id: _analysed(question, c.facts) for c in question.changes}
            question.settle(analysed)
            found[question.id] = {name: a.model_dump(mode="json") for name, a in analysed.items()}
    return found


def _analysed(question: ChangeOneFact, change: dict[str, Any]) -> Analysed:
    facts = Facts.model_validate({**question.facts, **change})
    law = analyse(facts, question.under).as_json()
    verdicts = {row: VERDICT[law["elements"][row]] for row in ("act", "means", "purpose")}
    verdicts["offence"] = VERDICT[law["offence"]]
    return Analysed.model_validate(
        {"verdicts": verdicts, "reasons": [(r["text"], r["cites"]) for r in law["reasons"]]}
    )


def lesson_json(lesson: Lesson, notebook: str, data: Any, terms: dict[str, Any]) -> dict[str, Any]:
    """Return the prepared lesson: public questions, keys, the law's analyses, figures, sources.

    `notebook` is the text of the lesson's notebook and `data` that of its questions file: both cite.
    """
    analysed = settle(lesson)
    return {
        "public": {
            "format": 1,
            "id": lesson.lesson,
            "title": lesson.title,
            "edition": None,
            "questions": [q.public() for q in lesson.questions],
        },
        "keys": {q.id: _raw(q) for q in lesson.questions},
        "analysed": analysed,
        "sources": sorted(
            {*cited_in(notebook), *(ref for _, ref in cites_in(data)), *lesson.further_reading}
        ),
        "terms": terms_in(notebook, terms),
        "figures": {f.id: f.model_dump(mode="json") for f in lesson.figures},
    }


def practice_json(case: Case) -> dict[str, Any]:
    """Return the prepared keys of a practice case."""
    return {
        "keys": {q.id: _raw(q) for q in case.questions},
        "exhibits": [e.model_dump(mode="json") for e in case.exhibits],
    }


def glossary_json(glossary: Glossary | None) -> dict[str, Any]:
    """Return the glossary's terms by id, in the order of the alphabet."""
    terms = sorted(glossary.terms, key=lambda t: t.term.lower()) if glossary else []
    return {t.id: t.model_dump(mode="json", exclude={"id"}) for t in terms}


def course_json(library: Library) -> dict[str, Any]:
    """Return the order of the course, with what the start page says of each part."""
    course = library.course
    if course is None:
        return {}
    modules = []
    for entry in course.modules:
        lesson = library.lessons.get(entry.slug)
        questions = [q.id for q in lesson.questions] if lesson else []
        modules.append({**entry.model_dump(mode="json"), "questions": questions})
    cases = []
    for case in library.cases_in_order():
        cases.append(
            {
                "id": case.id,
                "module": case.module,
                "title": case.title,
                "minutes": case.minutes,
                "sort": "test" if case.form else f"{case.use} case",
                "questions": [q.id for q in case.questions],
                **({"asked": case.form.asked} if case.form else {}),
            }
        )
    return {"id": course.id, "title": course.title, "modules": modules, "cases": cases}


def _raw(question: Question) -> dict[str, Any]:
    return question.model_dump(mode="json", by_alias=True, exclude_none=True)


def provisions_json(registry: Registry) -> dict[str, Any]:
    """Return every provision by citation, as readers are shown it."""
    found: dict[str, Any] = {}
    for instrument in registry:
        found[instrument.id] = {
            "label": instrument.short,
            "note": registry.verification(instrument.id),
            "text": instrument.title,
            "strength": "",
            "about": " ".join((instrument.note or instrument.citation).split()),
        }
        for provision in instrument.provisions:
            ref = f"{instrument.id}#{provision.id}"
            current = registry.provision(ref)
            found[ref] = {
                "label": registry.label(ref),
                "note": registry.verification(ref),
                "text": current.text,
                "strength": strength_in_words(current.strength) if current.strength else "",
            }
    return dict(sorted(found.items()))


__all__ = [
    "course_json",
    "glossary_json",
    "lesson_json",
    "practice_json",
    "provisions_json",
    "settle",
]
