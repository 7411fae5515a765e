"""The figures of the report on a form of a test: the gain, and confidence before and after."""

from __future__ import annotations

from ...figures.cohort_bars import Bar, cohort_bars
from ...figures.cohort_gain import Step, cohort_gain
from ...figures.inline_svg import inline_svg
from .form_report import FormReport
from .gain import Gain
from .said import percent
from .tally import CONFIDENCE_WORDS


def form_figures(form: FormReport | None) -> dict[str, str]:
    """Return the figures of the gain by name; none where it is not broken down."""
    if form is None or form.gain is None or not form.gain.parts:
        return {}
    return {"gain": _gain(form.gain), "calibration": _calibration(form.gain)}


def _gain(gain: Gain) -> str:
    parts = {
        part.name: [Step(p.measures, p.before.part, p.after.part) for p in part.pairs]
        for part in gain.parts
    }
    told = "; ".join(
        f"{p.measures}: {percent(p.before.part)} before, {percent(p.after.part)} after"
        for part in gain.parts
        for p in part.pairs
    )
    return inline_svg(cohort_gain(parts), "f-gain", f"Share right before and after. {told}.")


def _calibration(gain: Gain) -> str:
    bars, told = [], []
    for level, before in gain.sure_before.items():
        for when, look, share in (
            ("before", "accepted", before),
            ("after", "plain", gain.sure_after[level]),
        ):
            if share.of:
                label = f"{CONFIDENCE_WORDS[level].capitalize()}, {when}"
                bars.append(Bar(label, share.count, share.of, look, "right", *share.interval))
                told.append(f"{label.lower()}: {share.count} of {share.of} right")
    alt = f"Right answers by confidence, before and after. {'; '.join(told)}."
    return inline_svg(cohort_bars(bars), "f-calibration", alt)
