"""What the report says of a form of a test: its items, and the gain where both forms came in."""

from __future__ import annotations

from dataclasses import dataclass

from ...marking.marked import MarkedHandIn
from ..folder import Cohort
from .gain import Gain, gain
from .items import FormAnalysis, analyse_form
from .rows import Rows, cohort_rows


@dataclass(frozen=True)
class FormReport:
    """The item analysis of a form. `gain` is there for the later form, once both have come in."""

    is_later: bool
    other: str
    analysis: FormAnalysis
    gain: Gain | None


def form_report(rows: Rows, other: Rows | None) -> FormReport | None:
    """Return the report on a form; None where the case is none. `other` are the earlier form's rows.

    A case that was given out in two files is compared by file, never as one test.
    """
    form = rows.case.form
    if form is None or len(rows.files) > 1:
        return None
    mine = readable(rows)
    return FormReport(
        form.asked == "after",
        form.pairs_with,
        analyse_form(rows.case, list(mine.values())),
        gain(other.case, rows.case, readable(other), mine) if other and other.hand_ins else None,
    )


def earlier_rows(cohort: Cohort, rows: Rows) -> Rows | None:
    """Return the rows of the form that was asked before the one of `rows`, or None without one."""
    form = rows.case.form
    if form is None or form.asked != "after" or form.pairs_with not in cohort.cases():
        return None
    other = cohort_rows(cohort, form.pairs_with)
    found = other.case.form
    pairs = found is not None and (found.asked, found.pairs_with) == ("before", rows.case.id)
    return other if pairs and len(other.files) == 1 else None


def readable(rows: Rows) -> dict[str, MarkedHandIn]:
    """Return the hand-ins whose sheets can be read, by code."""
    return {c: h for c, h in sorted(rows.hand_ins.items()) if not h.received.problem}
