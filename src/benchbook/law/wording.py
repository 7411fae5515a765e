"""An analysis and a strength as sentences for people."""

from __future__ import annotations

import textwrap

from .analysis import Analysis
from .instruments import Binds, Owed, Strength, Verb
from .registry import Registry
from .rules import Duty

WIDTH = 88

_VERBS: dict[Verb, str] = {
    "shall": "shall",
    "shall-within-limits": "shall, within limits",
    "shall-encourage": "shall encourage",
    "shall-endeavour": "shall endeavour (best efforts)",
    "shall-consider": "shall consider",
    "should": "should",
    "may": "may",
    "may-consider": "may consider",
}
_OWED: dict[Owed, str] = {
    "result": "a result",
    "measure": "a measure",
    "possibility": "a possibility in law",
    "power": "a power",
}
_BINDS: dict[Binds, str] = {
    "treaty": "treaty",
    "eu-law": "EU law",
    "state-law": "State law",
    "judgment": "judgment",
    "not-binding": "not binding",
}
_FINDINGS = {
    "made-out": "made out",
    "not-made-out": "not made out",
    "undetermined": "undetermined",
}


def strength_in_words(strength: Strength) -> str:
    """Return a strength in one line, such as “shall consider: a measure (treaty)”."""
    line = f"{_VERBS[strength.verb]}: {_OWED[strength.owed]} ({_BINDS[strength.binds]})"
    return f"{line}; limit: {strength.limit}" if strength.limit else line


def analysis_in_words(analysis: Analysis, registry: Registry) -> str:
    """Return the analysis as plain text of at most 88 columns, its provisions by their labels."""
    day = f" on {analysis.on}" if analysis.on else ""
    finding = _FINDINGS[analysis.offence.value]
    lines = textwrap.wrap(
        f"Trafficking in persons under {analysis.rules.name}{day}: {finding}.", WIDTH
    )
    lines += ["", "Elements"]
    lines += [f"  {name:<8} {truth.value}" for name, truth in analysis.elements.items()]
    if analysis.missing:
        lines.append(f"  Missing: {', '.join(analysis.missing)}.")
    if analysis.unsettled:
        lines.append(f"  Unsettled: {', '.join(analysis.unsettled)}.")
    lines += ["", "Reasons"]
    for reason in analysis.reasons:
        lines += _item(reason.text, _labels(analysis, registry, reason.cites))
    lines += ["", "Duties of protection"]
    for duty in analysis.duties:
        lines += _duty(duty, analysis, registry)
    if not analysis.duties:
        lines.append("  None is triggered by these facts.")
    lines += _checks(analysis, registry)
    if analysis.rules.under != "state":
        lines += [
            "",
            "The instrument obliges States. A person is convicted under the law of a State.",
        ]
    return "\n".join(lines) + "\n"


def _duty(duty: Duty, analysis: Analysis, registry: Registry) -> list[str]:
    condition = f" Only {duty.when}." if duty.when else ""
    text = f"{duty.id}: {duty.says}{condition}"
    strength = f"Addressee: {duty.addressee}. Strength: {strength_in_words(duty.strength)}"
    return _item(text, f"{strength}. {_labels(analysis, registry, duty.cites)}")


def _labels(analysis: Analysis, registry: Registry, refs: tuple[str, ...]) -> str:
    return "; ".join(registry.label(ref, analysis.on) for ref in refs)


def _checks(analysis: Analysis, registry: Registry) -> list[str]:
    """Say once for each kind of check which sources were not read in an authentic text."""
    refs = [ref for reason in analysis.reasons for ref in reason.cites]
    refs += [ref for duty in analysis.duties for ref in duty.cites]
    by_note: dict[str, dict[str, list[str]]] = {}
    for ref in dict.fromkeys(refs):
        note = registry.verification(ref, analysis.on)
        if note:
            pinpoint = registry.provision(ref, analysis.on).pinpoint or "as a whole"
            sources = by_note.setdefault(note, {})
            sources.setdefault(registry.instrument(ref).short, []).append(pinpoint)
    if not by_note:
        return []
    lines = ["", "How far the sources were checked"]
    for note, sources in by_note.items():
        listed = (f"{short}: {', '.join(pins)}" for short, pins in sources.items())
        lines += _item(note, "; ".join(listed))
    return lines


def _item(text: str, sources: str) -> list[str]:
    return [
        *textwrap.wrap(text, WIDTH, initial_indent="  - ", subsequent_indent="    "),
        *textwrap.wrap(f"[{sources}]", WIDTH, initial_indent="    ", subsequent_indent="    "),
    ]
