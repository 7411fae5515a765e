"""The report as one page that needs no other file: figures inside it, each with its table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...activities.printed import VERDICTS
from ...figures.cohort_bars import Bar, cohort_bars
from ...figures.cohort_right import Line, cohort_right
from ...figures.cohort_stacked import Parts, cohort_stacked
from ...figures.inline_svg import inline_svg
from ...provisions import shown
from ..folder import Cohort
from . import calibration, item_words
from .form_page import form_figures
from .form_report import earlier_rows
from .groups import FEWEST
from .lesson_sections import read_sections
from .mistakes import MOST
from .report import CriterionTally, Report, cohort_report
from .rows import cohort_rows
from .said import halves, interval, percent, points, span, span_in_halves, tenths
from .tally import CONFIDENCE_WORDS, NO_VERDICT, TELLING, VERDICT_WORDS, QuestionTally, Share

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE = "report.html.jinja"
KEYS = {"right": "Right", "accepted": "Either way", "wrong": ""}
LISTED = 12  # rows of a table of remarks; the page says how many more there are


def report_page(cohort: Cohort, case: str, course: Path, on: date) -> str:
    """Return the report of `cohort` on `case` as HTML. The same marks and day give the same bytes.

    `course` is the folder with the lessons. Raises UsageError where nobody has handed in.
    """
    rows = cohort_rows(cohort, case)
    report = cohort_report(rows, read_sections(course), earlier_rows(cohort, rows))
    return page(report, cohort.card.title, on)


def page(report: Report, title: str, on: date) -> str:
    """Return `report` on the cohort called `title` as HTML. It holds no name and no code."""
    made = _environment().get_template(TEMPLATE)
    return made.render(
        r=report,
        case=report.case,
        differs=report.variants,
        cohort=title,
        on=f"{on.day} {on:%B %Y}",
        fewest=FEWEST,
        most=MOST,
        listed=LISTED,
        keys=KEYS,
        verdicts=VERDICT_WORDS,
        telling=TELLING,
        sure=CONFIDENCE_WORDS,
        say=item_words,
        calibration=calibration,
        figures=_figures(report),
    )


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(percent=percent, range=interval, provision=provision, points=points)
    made.filters.update(tenths=tenths, span=span, halves=halves, span_in_halves=span_in_halves)
    return made


def provision(ref: str) -> str:
    """Return the provision's label, with its warning where it has one."""
    found = shown(ref)
    return found["label"] + (f" ({found['note']})" if found["note"] else "")


def _figures(report: Report) -> dict[str, str]:
    """Return every figure of the report by its name; none where nothing is broken down."""
    found: dict[str, str] = {}
    if not report.is_broken_down:
        return found
    found["right"] = _right(report.questions)
    for question in report.questions:
        drawn = _of_question(question)
        if drawn:
            found[question.id] = drawn
    if report.confidence:
        found["confidence"] = _confidence(report.confidence)
    if report.some_marked:
        for ruling in {c.question for c in report.criteria}:
            found[f"ruling {ruling}"] = _rubric(ruling, report.criteria)
    return {**found, **form_figures(report.form)}


def _right(questions: list[QuestionTally]) -> str:
    lines = [Line(q.title, q.right.part, *q.right.interval, q.points) for q in questions]
    told = "; ".join(
        f"{q.title}: {q.right.count} of {q.right.of} earned all points, "
        f"{percent(q.points)} of the points on average"
        for q in questions
    )
    return inline_svg(cohort_right(lines), "f-right", f"Share right by question. {told}.")


def _of_question(q: QuestionTally) -> str:
    name = f"f-{q.id}"
    if q.choices:
        bars = [
            Bar(c.text, c.chosen.count, c.chosen.of, c.key, KEYS[c.key].lower()) for c in q.choices
        ]
        told = "; ".join(
            f"{c.text.rstrip('.')}: {c.chosen.count} of {c.chosen.of}"
            + (f", {KEYS[c.key].lower()}" if KEYS[c.key] else "")
            for c in q.choices
        )
        return inline_svg(cohort_bars(bars), name, f"How many chose each option. {told}.")
    if q.elements:
        order = [*VERDICTS, NO_VERDICT]
        rows = [
            Parts(
                e.label,
                tuple(e.counts[v] for v in order),
                {order.index(v): word for v, word in e.taken.items()},
            )
            for e in q.elements
        ]
        told = "; ".join(
            f"{e.label}: "
            + ", ".join(
                f"{VERDICT_WORDS[v].lower()} {e.counts[v]}"
                + (f" ({e.taken[v]})" if v in e.taken else "")
                for v in order
            )
            for e in q.elements
        )
        figure = cohort_stacked([VERDICT_WORDS[v] for v in order], rows)
        return inline_svg(figure, name, f"Verdicts on each element. {told}.")
    return ""


def _confidence(sure: dict[str, Share]) -> str:
    bars = [
        Bar(CONFIDENCE_WORDS[n].capitalize(), s.count, s.of, "plain", "right", *s.interval)
        for n, s in sure.items()
        if s.of
    ]
    told = "; ".join(
        f"{CONFIDENCE_WORDS[n]}: {s.count} of {s.of} right" for n, s in sure.items() if s.of
    )
    return inline_svg(cohort_bars(bars), "f-confidence", f"Right decisions by confidence. {told}.")


def _rubric(ruling: str, criteria: list[CriterionTally]) -> str:
    mine = [c for c in criteria if c.question == ruling]
    most = max(len(c.levels) for c in mine)
    rows = []
    for c in mine:
        counts: list[Any] = [*c.levels.values()]
        rows.append(Parts(c.title, (*counts, *[0] * (most - len(counts)), c.waiting)))
    longest = next(c for c in mine if len(c.levels) == most)
    names = [label.rsplit(" (", 1)[0] for label in longest.levels]
    told = "; ".join(
        f"{c.title}: "
        + ", ".join(f"{label} {n}" for label, n in c.levels.items())
        + f", waiting {c.waiting}"
        for c in mine
    )
    figure = cohort_stacked([*names, "Waiting"], rows)
    return inline_svg(figure, f"f-{mine[0].id}", f"Levels by criterion. {told}.")
