"""EU Directive 2011/36, as adopted and as amended by Directive 2024/1712."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ..facts import Act, Purpose
from .model import (
    PROTOCOL_MEANS,
    PROTOCOL_PURPOSES,
    Authority,
    Binding,
    Duty,
    Rules,
    Trigger,
)

MEMBER_STATE = "Member State"
eu_law = Binding("eu-law").strength

DUTIES = (
    Duty(
        "assistance",
        "Assist and support the victim before, during and for a time after the proceedings.",
        MEMBER_STATE,
        eu_law("shall", "measure"),
        ("eu-2011-36#art-11-1", "eu-2011-36#art-11-2"),
    ),
    Duty(
        "assistance-unconditional",
        "Not make assistance depend on willingness to cooperate.",
        MEMBER_STATE,
        eu_law("shall-within-limits", "result", "without prejudice to Directive 2004/81"),
        ("eu-2011-36#art-11-3",),
    ),
    Duty(
        "non-punishment",
        "Make sure authorities are entitled not to prosecute or penalise for compelled acts.",
        MEMBER_STATE,
        eu_law(
            "shall-within-limits",
            "power",
            "for acts compelled as a direct consequence, and in line with the basic principles of "
            "the legal system",
        ),
        ("eu-2011-36#art-8",),
        when="if the person took part in an unlawful act",
    ),
    Duty(
        "own-motion",
        "Not make investigation or prosecution depend on the victim’s report or accusation.",
        MEMBER_STATE,
        eu_law("shall", "measure"),
        ("eu-2011-36#art-9-1",),
    ),
    Duty(
        "special-measures",
        "Avoid needless repeat interviews, visual contact, open-court evidence and questions on "
        "private life.",
        MEMBER_STATE,
        eu_law(
            "shall-within-limits",
            "measure",
            "as far as possible, by individual assessment, on grounds in national law and under "
            "judicial discretion, practice or guidance, without prejudice to the defence",
        ),
        ("eu-2011-36#art-12-4",),
    ),
    Duty(
        "child-best-interests",
        "Treat the child’s best interests as a primary consideration in assistance, support and protection.",
        MEMBER_STATE,
        eu_law("shall", "measure"),
        ("eu-2011-36#art-13",),
        Trigger.CHILD,
    ),
    Duty(
        "child-interview",
        "Have a trained interviewer question the child, as few times as possible.",
        MEMBER_STATE,
        eu_law("shall-within-limits", "measure", "several limbs only where necessary or possible"),
        ("eu-2011-36#art-15-3",),
        Trigger.CHILD,
    ),
    Duty(
        "child-recording",
        "Allow the child’s interviews to be recorded and the recording to be used.",
        MEMBER_STATE,
        eu_law("may", "power", "in line with national law"),
        ("eu-2011-36#art-15-4",),
        Trigger.CHILD,
    ),
    Duty(
        "child-closed-hearing",
        "Allow a closed hearing, or evidence from another place.",
        MEMBER_STATE,
        eu_law("may", "power"),
        ("eu-2011-36#art-15-5",),
        Trigger.CHILD,
    ),
    Duty(
        "compensation-scheme",
        "Give access to existing compensation schemes for victims of violent intentional crime.",
        MEMBER_STATE,
        eu_law("shall-within-limits", "measure", "schemes that already exist"),
        ("eu-2011-36#art-17",),
    ),
)

DUTIES_SINCE_2024 = (
    Duty(
        "identification",
        "Have a referral mechanism set up by law, regulation or administrative provision.",
        MEMBER_STATE,
        eu_law("shall", "measure"),
        ("eu-2011-36#art-11-4",),
    ),
    Duty(
        "safe-housing",
        "Provide shelters and interim housing, enough, easy to reach and fit for children.",
        MEMBER_STATE,
        eu_law("shall", "measure"),
        ("eu-2011-36#art-11-5a",),
    ),
    Duty(
        "asylum-access",
        "Link with the asylum authorities, so that victims can apply for protection.",
        MEMBER_STATE,
        eu_law("shall", "measure"),
        ("eu-2011-36#art-11a",),
        Trigger.CROSSED_BORDER,
    ),
    Duty(
        "child-reporting",
        "Let a child report in a way that is safe, confidential and fit for children.",
        MEMBER_STATE,
        eu_law("shall", "measure"),
        ("eu-2011-36#art-13-3",),
        Trigger.CHILD,
    ),
    Duty(
        "victims-fund",
        "Set up a national fund for victims, if the State so chooses.",
        MEMBER_STATE,
        eu_law("may", "measure"),
        ("eu-2011-36#art-17-fund",),
    ),
)

AS_ADOPTED = Rules(
    under="eu",
    name="Directive 2011/36",
    since=datetime.date(2011, 4, 15),
    acts=frozenset(Act),
    means=PROTOCOL_MEANS,
    purposes=PROTOCOL_PURPOSES | {Purpose.BEGGING, Purpose.CRIMINAL_ACTIVITIES},
    no_alternative_that_is="real or acceptable",
    consent_to="the exploitation, intended or actual,",
    authority=Authority(
        definition=("eu-2011-36#art-2-1",),
        acts=("eu-2011-36#art-2-1",),
        means=("eu-2011-36#art-2-1",),
        vulnerability=("eu-2011-36#art-2-2",),
        purposes=("eu-2011-36#art-2-3",),
        consent=("eu-2011-36#art-2-4",),
        child_rule=("eu-2011-36#art-2-5",),
        child_age=("eu-2011-36#art-2-6",),
        not_required=("eu-2011-36#art-2-1",),
        presumed_victim=("eu-2011-36#art-11-2",),
        aggravation=("eu-2011-36#art-4-2",),
    ),
    duties=DUTIES,
)

RULES = (
    AS_ADOPTED,
    replace(
        AS_ADOPTED,
        name="Directive 2011/36 as amended by Directive 2024/1712",
        since=datetime.date(2024, 7, 14),
        purposes=frozenset(Purpose),
        child_rule_not_for=frozenset({Purpose.SURROGACY}),
        duties=DUTIES + DUTIES_SINCE_2024,
        caution=(
            "Directive 2024/1712 has applied since 14 July 2024 but gave Member States until "
            "15 July 2026 to change their law: look up the national law on the day of the act."
        ),
    ),
)
