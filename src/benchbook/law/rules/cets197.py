"""The Council of Europe Convention on Action against Trafficking in Human Beings (CETS 197)."""

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

PARTY = "Party"
treaty = Binding("treaty").strength

DUTIES = (
    Duty(
        "identification",
        "Have trained staff identify victims, in cooperation with support organisations.",
        PARTY,
        treaty("shall", "measure"),
        ("cets197#art-10-1",),
    ),
    Duty(
        "no-removal",
        "Not remove the person until identification ends, and help meanwhile.",
        PARTY,
        treaty("shall", "result"),
        ("cets197#art-10-2",),
    ),
    Duty(
        "age-presumption",
        "Presume the person to be a child and protect accordingly until the age is verified.",
        PARTY,
        treaty("shall", "measure"),
        ("cets197#art-10-3",),
        Trigger.AGE_UNKNOWN,
        when="if there are reasons to believe that the person is a child",
    ),
    Duty(
        "guardian",
        "Provide an unaccompanied child with representation.",
        PARTY,
        treaty("shall", "measure"),
        ("cets197#art-10-4",),
        Trigger.CHILD_OR_AGE_UNKNOWN,
        when="if the child is unaccompanied",
    ),
    Duty(
        "privacy",
        "Protect the victim’s private life, identity and data.",
        PARTY,
        treaty("shall", "measure"),
        ("cets197#art-11-1",),
    ),
    Duty(
        "child-identity",
        "Keep a child victim’s identity out of the media and the public.",
        PARTY,
        treaty(
            "shall-within-limits",
            "measure",
            "save to trace the family or to secure the child’s welfare",
        ),
        ("cets197#art-11-2",),
        Trigger.CHILD_OR_AGE_UNKNOWN,
    ),
    Duty(
        "assistance",
        "Assist recovery: safe housing, emergency care, interpretation, counselling, schooling.",
        PARTY,
        treaty("shall", "measure"),
        ("cets197#art-12-1",),
    ),
    Duty(
        "safety",
        "Take account of the victim’s safety and protection needs.",
        PARTY,
        treaty("shall", "measure"),
        ("cets197#art-12-2",),
    ),
    Duty(
        "assistance-unconditional",
        "Not make assistance depend on willingness to testify.",
        PARTY,
        treaty("shall", "result"),
        ("cets197#art-12-6",),
    ),
    Duty(
        "assistance-by-agreement",
        "Give help by agreement with the person, who is informed.",
        PARTY,
        treaty("shall", "measure"),
        ("cets197#art-12-7",),
    ),
    Duty(
        "recovery-period",
        "Grant at least 30 days to recover and decide, without expulsion meanwhile.",
        PARTY,
        treaty(
            "shall-within-limits",
            "measure",
            "may be withheld for public order or if victim status is claimed improperly",
        ),
        ("cets197#art-13-1",),
    ),
    Duty(
        "residence",
        "Issue a renewable permit on one or both grounds: personal situation, cooperation.",
        PARTY,
        treaty(
            "shall-within-limits", "measure", "the Party chooses one ground or both for its law"
        ),
        ("cets197#art-14",),
        Trigger.CROSSED_BORDER,
    ),
    Duty(
        "information",
        "Inform the victim of rights and proceedings from first contact, in a language understood.",
        PARTY,
        treaty("shall", "measure"),
        ("cets197#art-15-1",),
    ),
    Duty(
        "legal-aid",
        "Provide legal help and free legal aid.",
        PARTY,
        treaty("shall-within-limits", "measure", "under the conditions of internal law"),
        ("cets197#art-15-2",),
    ),
    Duty(
        "compensation",
        "Have in law the right of victims to compensation from the perpetrator.",
        PARTY,
        treaty("shall", "measure"),
        ("cets197#art-15-3",),
    ),
    Duty(
        "compensation-guarantee",
        "Take steps so that compensation is guaranteed, for example by a fund.",
        PARTY,
        treaty("shall-within-limits", "measure", "under the conditions of internal law"),
        ("cets197#art-15-4",),
    ),
    Duty(
        "return-safe",
        "Return with regard to rights, safety, dignity and proceedings, preferably by free choice.",
        PARTY,
        treaty("shall", "measure"),
        ("cets197#art-16-1",),
        Trigger.CROSSED_BORDER,
        when="if the person returns",
    ),
    Duty(
        "child-return",
        "Not return a child where, after an assessment, that appears against the best interests.",
        PARTY,
        treaty("shall", "result"),
        ("cets197#art-16-7",),
        Trigger.CHILD,
        when="if return is considered",
    ),
    Duty(
        "non-punishment",
        "Provide in law for the possibility of not penalising the victim for compelled acts.",
        PARTY,
        treaty(
            "shall-within-limits",
            "possibility",
            "to the extent compelled, and in line with the basic principles of the legal system",
        ),
        ("cets197#art-26",),
        when="if the person took part in an unlawful act",
    ),
    Duty(
        "own-motion",
        "Not make investigation or prosecution depend on the victim’s complaint.",
        PARTY,
        treaty(
            "shall-within-limits",
            "measure",
            "at least where the offence was committed wholly or partly on its territory",
        ),
        ("cets197#art-27-1",),
    ),
    Duty(
        "protection-from-retaliation",
        "Protect victims and witnesses, and others as needed, from retaliation or intimidation.",
        PARTY,
        treaty(
            "shall-within-limits",
            "measure",
            "reporters and collaborators where appropriate; family when necessary",
        ),
        ("cets197#art-28-1",),
    ),
    Duty(
        "special-measures",
        "Protect private life, identity and safety in court, consistently with ECHR Art 6.",
        PARTY,
        treaty(
            "shall-within-limits",
            "measure",
            "under the conditions of internal law and in line with the rights of the defence",
        ),
        ("cets197#art-30",),
    ),
)

RULES = (
    Rules(
        under="cets197",
        name="CETS 197",
        since=datetime.date(2008, 2, 1),
        acts=PROTOCOL_ACTS,
        means=PROTOCOL_MEANS,
        purposes=PROTOCOL_PURPOSES,
        # the definition is the Protocol’s, so it is read with the note on the Protocol
        no_alternative_that_is="real and acceptable",
        consent_to="the intended exploitation",
        authority=Authority(
            definition=("cets197#art-4-a",),
            acts=("cets197#art-4-a",),
            means=("cets197#art-4-a",),
            vulnerability=("cets197#art-4-a", "travaux#vulnerability"),
            purposes=("cets197#art-4-a",),
            consent=("cets197#art-4-b",),
            child_rule=("cets197#art-4-c",),
            child_age=("cets197#art-4-d",),
            not_required=("cets197#art-2",),
            presumed_victim=("cets197#art-10-2", "cets197#art-4-e"),
            age_presumption=("cets197#art-10-3",),
            aggravation=("cets197#art-24",),
        ),
        duties=DUTIES,
    ),
)
