"""The code of the Republic of Marenia, the fictional State under whose law cases are decided."""

from __future__ import annotations

import datetime

from ..facts import Purpose
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

COURT = "Court"
SUPPORT = "Victim support authority"
IMMIGRATION = "Immigration authority"
IDENTIFICATION = "Identification service"
ALL = "Authorities and courts"
state_law = Binding("state-law").strength

DUTIES = (
    Duty(
        "identification",
        "Have trained staff establish victim status; treat as a victim meanwhile.",
        IDENTIFICATION,
        state_law("shall", "measure"),
        ("state#vp-2", "state#vp-1"),
    ),
    Duty(
        "assistance",
        "Give at least safe housing, material and psychological help, emergency care, "
        "interpretation, counselling and help in proceedings.",
        SUPPORT,
        state_law("shall", "measure"),
        ("state#vp-3",),
    ),
    Duty(
        "assistance-unconditional",
        "Not make assistance depend on testifying or cooperating.",
        SUPPORT,
        state_law("shall", "result"),
        ("state#vp-4",),
    ),
    Duty(
        "assistance-by-agreement",
        "Assist only by agreement with the person, who is informed.",
        SUPPORT,
        state_law("shall", "measure"),
        ("state#vp-5",),
    ),
    Duty(
        "recovery-period",
        "Grant at least 30 days to recover and reflect, without removal meanwhile.",
        IMMIGRATION,
        state_law(
            "shall-within-limits",
            "measure",
            "may be refused or ended for public order or an improper claim",
        ),
        ("state#vp-6",),
    ),
    Duty(
        "residence",
        "Issue a renewable residence permit.",
        IMMIGRATION,
        state_law(
            "shall-within-limits",
            "measure",
            "where the personal situation or cooperation in the proceedings calls for it",
        ),
        ("state#vp-7",),
        Trigger.CROSSED_BORDER,
        when="if the person has no right to stay",
    ),
    Duty(
        "privacy",
        "Close the hearing, withhold the name or restrict reporting.",
        COURT,
        state_law("may", "power", "where necessary"),
        ("state#vp-8", "state#cc-111"),
    ),
    Duty(
        "safety",
        "Assess the individual risk and take the measures it calls for.",
        "Police",
        state_law("shall", "measure"),
        ("state#vp-9",),
    ),
    Duty(
        "special-measures",
        "Allow a screen, video link, pseudonym or support person.",
        COURT,
        state_law(
            "may", "power", "where necessary, each with reasons and a safeguard for the defence"
        ),
        ("state#vp-10", "state#vp-17"),
    ),
    Duty(
        "questioning-limits",
        "Refuse questions on sexual history or private life that are not necessary.",
        COURT,
        state_law("shall", "measure"),
        ("state#vp-11",),
    ),
    Duty(
        "child-best-interests",
        "Put the best interests of the child first in every measure.",
        ALL,
        state_law("shall", "measure"),
        ("state#vp-12", "state#cc-103"),
        Trigger.CHILD_OR_AGE_UNKNOWN,
    ),
    Duty(
        "guardian",
        "Appoint a guardian without delay.",
        ALL,
        state_law("shall", "measure"),
        ("state#vp-12", "state#cc-103"),
        Trigger.CHILD_OR_AGE_UNKNOWN,
        when="if no parent is able to act for the child",
    ),
    Duty(
        "child-interview",
        "Have a trained interviewer question the child, few times, and record it.",
        ALL,
        state_law("shall", "measure"),
        ("state#vp-12", "state#cc-103"),
        Trigger.CHILD_OR_AGE_UNKNOWN,
    ),
    Duty(
        "age-presumption",
        "Protect the person as a child until the age is established; never as proof of guilt.",
        ALL,
        state_law("shall", "measure"),
        ("state#cc-103",),
        Trigger.AGE_UNKNOWN,
        when="if there are reasons to believe that the person is a child",
    ),
    Duty(
        "age-assessment",
        "Assess the age by trained staff; a doubt that remains favours protection as a child.",
        IDENTIFICATION,
        state_law("shall", "measure"),
        ("state#vp-16",),
        Trigger.AGE_UNKNOWN,
    ),
    Duty(
        "information",
        "Inform the victim of rights in a language understood, and give legal aid.",
        "Police, prosecutor and court",
        state_law("shall", "measure"),
        ("state#vp-13",),
    ),
    Duty(
        "prompt-assessment",
        "Have the suspect assessed by trained staff before deciding whether to charge.",
        "Prosecutor",
        state_law("shall", "measure"),
        ("state#cc-131",),
        when="if the person is also a suspect",
    ),
    Duty(
        "non-punishment",
        "Decline to prosecute, or impose no penalty on, the victim for compelled acts.",
        "Prosecutor and court",
        state_law("may", "power", "to the extent that the victim was compelled to take part"),
        ("state#cc-130",),
        when="if the person took part in an unlawful act",
    ),
    Duty(
        "compensation",
        "Decide on compensation from the offender.",
        COURT,
        state_law(
            "shall-within-limits",
            "measure",
            "decides where a claim is made; otherwise considers it of its own motion",
        ),
        ("state#vp-14",),
        Trigger.MADE_OUT,
    ),
    Duty(
        "confiscation",
        "Confiscate proceeds and tools of the offence; victims’ claims are met first.",
        COURT,
        state_law("shall", "measure"),
        ("state#cc-113",),
        Trigger.MADE_OUT,
    ),
    Duty(
        "return-safe",
        "Return with regard to rights, safety, dignity and proceedings, preferably by free choice.",
        IMMIGRATION,
        state_law("shall", "measure"),
        ("state#vp-15",),
        Trigger.CROSSED_BORDER,
        when="if the person returns",
    ),
    Duty(
        "defence-rights",
        "Not convict solely or decisively on evidence the defence could not challenge.",
        COURT,
        state_law("shall", "result"),
        ("state#vp-17",),
        Trigger.ALWAYS,
    ),
)

RULES = (
    Rules(
        under="state",
        name="the law of the Republic of Marenia",
        since=datetime.date(2015, 1, 1),
        acts=PROTOCOL_ACTS,
        means=PROTOCOL_MEANS,
        purposes=PROTOCOL_PURPOSES | {Purpose.BEGGING, Purpose.CRIMINAL_ACTIVITIES},
        no_alternative_that_is="real and acceptable",
        consent_to="the intended exploitation",
        authority=Authority(
            definition=("state#cc-100-1",),
            acts=("state#cc-100-2",),
            means=("state#cc-100-3",),
            vulnerability=("state#cc-105",),
            purposes=("state#cc-100-4",),
            consent=("state#cc-101",),
            child_rule=("state#cc-102",),
            child_age=("state#cc-102",),
            not_required=("state#cc-104",),
            presumed_victim=("state#vp-1",),
            age_presumption=("state#cc-103",),
            aggravation=("state#cc-108",),
        ),
        duties=DUTIES,
    ),
)
