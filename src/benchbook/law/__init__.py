"""The law as data and as rules: instruments, the offence, the duties."""

from .analysis import Analysis, analyse
from .duties import duties_triggered, duty_ids, presumed_victim
from .element_reasons import Reason
from .facts import Act, Alternatives, Facts, Means, Purpose, name_of
from .instruments import Instrument, Provision, Strength, Verified
from .offence import Finding, trafficking
from .registry import Citation, Registry, UnknownReference
from .rules import RULES, Duty, NotInForce, Rules, Trigger, rules_for
from .truth import Truth
from .wording import analysis_in_words, strength_in_words

__all__ = [
    "RULES",
    "Act",
    "Alternatives",
    "Analysis",
    "Citation",
    "Duty",
    "Facts",
    "Finding",
    "Instrument",
    "Means",
    "NotInForce",
    "Provision",
    "Purpose",
    "Reason",
    "Registry",
    "Rules",
    "Strength",
    "Trigger",
    "Truth",
    "UnknownReference",
    "Verified",
    "analyse",
    "analysis_in_words",
    "duties_triggered",
    "duty_ids",
    "name_of",
    "presumed_victim",
    "rules_for",
    "strength_in_words",
    "trafficking",
]
