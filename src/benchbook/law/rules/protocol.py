"""The UN Trafficking Protocol, read with its parent Convention."""

from __future__ import annotations

import datetime

from .model import (
    PROTOCOL_ACTS,
    PROTOCOL_MEANS,
    PROTOCOL_PURPOSES,
    Authority,
    Binding,
    Duty,
    Rules,
    Trigger,
)

STATE_PARTY = "State Party"
treaty = Binding("treaty").strength

DUTIES = (
    Duty(
        "privacy",
        "Protect the victim’s privacy and identity, for example by confidential proceedings.",
        STATE_PARTY,
        treaty(
            "shall-within-limits",
            "measure",
            "in appropriate cases and as far as domestic law allows",
        ),
        ("protocol#art-6-1",),
    ),
    Duty(
        "information",
        "Give the victim information on the court and administrative proceedings.",
        STATE_PARTY,
        treaty("shall-within-limits", "measure", "in appropriate cases"),
        ("protocol#art-6-2-a",),
    ),
    Duty(
        "views-heard",
        "Help the victim to have views and concerns heard, without prejudice to the defence.",
        STATE_PARTY,
        treaty(
            "shall-within-limits",
            "measure",
            "in appropriate cases, and in a way that does not prejudice the defence",
        ),
        ("protocol#art-6-2-b", "untoc#art-25-3"),
    ),
    Duty(
        "assistance",
        "Consider measures for physical, psychological and social recovery, housing among them.",
        STATE_PARTY,
        treaty("shall-consider", "measure"),
        ("protocol#art-6-3",),
    ),
    Duty(
        "special-needs",
        "Take account of age, gender and special needs, above all those of children.",
        STATE_PARTY,
        treaty("shall", "measure"),
        ("protocol#art-6-4",),
    ),
    Duty(
        "safety",
        "Endeavour to provide for the victim’s physical safety while in the territory.",
        STATE_PARTY,
        treaty("shall-endeavour", "result"),
        ("protocol#art-6-5",),
    ),
    Duty(
        "witness-protection",
        "Protect witnesses, victims who are witnesses among them, from retaliation.",
        STATE_PARTY,
        treaty("shall-within-limits", "measure", "appropriate measures within the State’s means"),
        ("untoc#art-24-1", "untoc#art-24-4", "protocol#art-1-2"),
        when="if the person is a witness",
    ),
    Duty(
        "protection-from-retaliation",
        "Assist and protect victims, in particular against retaliation or intimidation.",
        STATE_PARTY,
        treaty("shall-within-limits", "measure", "appropriate measures within the State’s means"),
        ("untoc#art-25-1", "protocol#art-1-2"),
    ),
    Duty(
        "compensation-possibility",
        "Have measures in law that offer the possibility of compensation, not an award.",
        STATE_PARTY,
        treaty("shall", "possibility"),
        ("protocol#art-6-6",),
    ),
    Duty(
        "compensation-procedures",
        "Have procedures that give access to compensation and restitution.",
        STATE_PARTY,
        treaty("shall", "measure"),
        ("untoc#art-25-2", "protocol#art-1-2"),
    ),
    Duty(
        "residence",
        "Consider measures that let the victim stay, for a time or for good.",
        "State Party where the victim is",
        treaty("shall-consider", "measure", "in appropriate cases"),
        ("protocol#art-7-1", "protocol#art-7-2"),
        Trigger.CROSSED_BORDER,
    ),
    Duty(
        "return-acceptance",
        "Facilitate and accept the victim’s return, with due regard to safety, without delay.",
        "State Party of nationality or permanent residence",
        treaty("shall", "measure"),
        ("protocol#art-8-1",),
        Trigger.CROSSED_BORDER,
        when="if the person returns",
    ),
    Duty(
        "return-safe",
        "Return with due regard to safety and to the proceedings, preferably by free choice.",
        "State Party that returns the victim",
        treaty("shall", "measure"),
        ("protocol#art-8-2",),
        Trigger.CROSSED_BORDER,
        when="if the person returns",
    ),
)

RULES = (
    Rules(
        under="protocol",
        name="the UN Trafficking Protocol",
        since=datetime.date(2003, 12, 25),
        acts=PROTOCOL_ACTS,
        means=PROTOCOL_MEANS,
        purposes=PROTOCOL_PURPOSES,
        no_alternative_that_is="real and acceptable",
        consent_to="the intended exploitation",
        authority=Authority(
            definition=("protocol#art-3-a",),
            acts=("protocol#art-3-a-acts",),
            means=("protocol#art-3-a-means",),
            vulnerability=("travaux#vulnerability",),
            purposes=("protocol#art-3-a-purposes",),
            consent=("protocol#art-3-b",),
            child_rule=("protocol#art-3-c",),
            child_age=("protocol#art-3-d",),
            # Art 34(2) of the Convention does not name trafficking: the chain carries it there
            not_required=("protocol#art-1-2", "protocol#art-1-3", "untoc#art-34-2"),
        ),
        duties=DUTIES,
    ),
)
