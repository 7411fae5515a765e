"""An analysis and a strength as sentences for people."""

from __future__ import annotations

import textwrap

from .analysis import Analysis
from .instruments import Binds, Owed, Strength, Verb
from .registry import Registry
from .rules import Duty

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
    lines = [
        f"Trafficking in persons under {analysis.rules.name}{day}: "
        f"{_FINDINGS[analysis.offence.value]}.",
        "",
        "Elements",
        *(f"  {name:<8} {truth.value}" for name, truth in analysis.elements.items()),
    ]
    if analysis.missing:
        lines.append(f"  Missing: {', '.join(analysis.missing)}.")
    if analysis.unsettled:
        lines.append(f"  Unsettled: {', '.join(analysis.unsettled)}.")
    lines += ["", "Reasons"]
    for reason in analysis.reasons:
        lines += _item(reason.text, _sources(analysis, registry, reason.cites))
    lines += ["", "Duties towards the person"]
    for duty in analysis.duties:
        lines += _duty(duty, analysis, registry)
    if not analysis.duties:
        lines.append("  None is triggered by these facts.")
    if analysis.rules.under != "state":
        lines += [
            "",
            *textwrap.wrap(
                "The instrument obliges States. A person is convicted under the law of a State.", 88
            ),
        ]
    return "\n".join(lines) + "\n"


def _duty(duty: Duty, analysis: Analysis, registry: Registry) -> list[str]:
    condition = f" Only {duty.when}." if duty.when else ""
    text = f"{duty.id}: {duty.says}{condition}"
    strength = f"{duty.addressee} {strength_in_words(duty.strength)}"
    return _item(text, f"{strength}. {_sources(analysis, registry, duty.cites)}")


def _sources(analysis: Analysis, registry: Registry, refs: tuple[str, ...]) -> str:
    cited = [registry.cite(ref, analysis.on) for ref in refs]
    notes = dict.fromkeys(citation.note for citation in cited if citation.note)
    return " ".join(["; ".join(citation.label for citation in cited) + ".", *notes])


def _item(text: str, sources: str) -> list[str]:
    return [
        *textwrap.wrap(text, 88, initial_indent="  - ", subsequent_indent="    "),
        *textwrap.wrap(f"[{sources}]", 88, initial_indent="    ", subsequent_indent="    "),
    ]
