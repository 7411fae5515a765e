"""The words in which cases are sorted: who decides, at which stage, and which mistakes are caught."""

from __future__ import annotations

from typing import Literal

Misconception = Literal[
    "movement",
    "organised-group",
    "consent-defeats",
    "consent-without-means",
    "child-needs-means",
    "exploitation-completed",
    "means-is-force",
    "poverty-alone",
    "help-for-testimony",
    "immunity",
    "palermo-requires",
    "smuggled-so-not",
]
Seat = Literal["prosecutor", "judge"]
Stage = Literal["first-measures", "charge", "trial", "sentence"]
Feature = Literal[
    "attempt", "defence-limits", "disputed-age", "official", "online", "victim-charged"
]
Neighbour = Literal[
    "smuggling",
    "labour-violation",
    "sex-work",
    "means-without-purpose",
    "purpose-without-act",
    "evidence-fails",
]
SEATS: dict[Seat, str] = {"prosecutor": "You are the prosecutor", "judge": "You are the judge"}
STAGES: dict[Stage, str] = {
    "first-measures": "First measures",
    "charge": "Charge",
    "trial": "Trial",
    "sentence": "Sentence",
}
