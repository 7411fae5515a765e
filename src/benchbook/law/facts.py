"""The facts of one matter, in the law's own words: one accused, one victim.

Every fact may be `unknown`, and a fact left out is unknown.
An empty list says that there is certainly none; a list says that there is this and no more,
unless the word `unknown` stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError


class Act(StrEnum):
    """The acts of UN Trafficking Protocol Art 3(a), and the one that EU law adds."""

    RECRUITMENT = "recruitment"
    TRANSPORTATION = "transportation"
    TRANSFER = "transfer"
    HARBOURING = "harbouring"
    RECEIPT = "receipt"
    EXCHANGE_OF_CONTROL = "exchange-of-control"


class Means(StrEnum):
    """The means of UN Trafficking Protocol Art 3(a)."""

    THREAT = "threat"
    FORCE = "force"
    COERCION = "coercion"
    ABDUCTION = "abduction"
    FRAUD = "fraud"
    DECEPTION = "deception"
    ABUSE_OF_POWER = "abuse-of-power"
    ABUSE_OF_VULNERABILITY = "abuse-of-vulnerability"
    PAYMENT_TO_CONTROLLER = "payment-to-controller"


class Purpose(StrEnum):
    """The forms of exploitation that the Protocol names, and those that others add."""

    PROSTITUTION_OF_OTHERS = "prostitution-of-others"
    SEXUAL_EXPLOITATION = "sexual-exploitation"
    FORCED_LABOUR = "forced-labour"
    SLAVERY = "slavery"
    PRACTICES_SIMILAR_TO_SLAVERY = "practices-similar-to-slavery"
    SERVITUDE = "servitude"
    ORGAN_REMOVAL = "organ-removal"
    BEGGING = "begging"
    CRIMINAL_ACTIVITIES = "criminal-activities"
    FORCED_MARRIAGE = "forced-marriage"
    ILLEGAL_ADOPTION = "illegal-adoption"
    SURROGACY = "surrogacy"


Unknown = Literal["unknown"]
UNKNOWN: Unknown = "unknown"

_FULL_NAMES = {
    "exchange-of-control": "exchange or transfer of control",
    "threat": "threat of force",
    "force": "use of force",
    "abuse-of-vulnerability": "abuse of a position of vulnerability",
    "payment-to-controller": "payment to someone who controls the person",
    "forced-labour": "forced labour or services",
    "organ-removal": "removal of organs",
    "criminal-activities": "exploitation of criminal activities",
}


def name_of(word: str) -> str:
    """Return a word id as a reader would write it, such as “abuse of power”."""
    return _FULL_NAMES.get(word, word.replace("-", " "))


_Word = TypeVar("_Word", bound=StrEnum)


def _refusal(message: str) -> PydanticCustomError:
    return PydanticCustomError("value_error", "{error}", {"error": message})


def _words_of(words: type[_Word]) -> Callable[[object], object]:
    accepted = ", ".join([*words, UNKNOWN])

    def read(value: object) -> object:
        if value == UNKNOWN:
            return UNKNOWN
        if not isinstance(value, list | tuple):
            raise _refusal(
                f'write "unknown" or a list, such as [{next(iter(words))}]; '
                f"an empty list says certainly none. Accepted words: {accepted}."
            )
        problems: list[InitErrorDetails] = []
        found: list[object] = []
        for place, item in enumerate(value):
            if item == UNKNOWN:
                found.append(UNKNOWN)
            elif isinstance(item, str) and item in set(words):
                found.append(words(item))
            else:
                message = f'"{item}" is not an accepted word. Accepted words: {accepted}.'
                problems.append(InitErrorDetails(type=_refusal(message), loc=(place,), input=item))
        if problems:
            raise ValidationError.from_exception_data("Facts", problems)
        return found

    return read


def _three_valued(value: object) -> object:
    if isinstance(value, bool) or value == UNKNOWN:
        return value
    raise _refusal(f'"{value}" is not an accepted word. Accepted words: true, false, unknown.')


def _age(value: object) -> object:
    is_age = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 120
    if is_age or value == UNKNOWN:
        return value
    raise _refusal(f'"{value}" is no age. Write full years, 0 to 120, or unknown.')


ThreeValued = Annotated[bool | Unknown, BeforeValidator(_three_valued)]
Acts = Annotated[Unknown | list[Act | Unknown], BeforeValidator(_words_of(Act))]
MeansUsed = Annotated[Unknown | list[Means | Unknown], BeforeValidator(_words_of(Means))]
Purposes = Annotated[Unknown | list[Purpose | Unknown], BeforeValidator(_words_of(Purpose))]


class _Stated(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    @model_validator(mode="wrap")
    @classmethod
    def _refuse_unknown_keys(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        # pydantic's own refusal does not say which keys there are; every problem is kept
        if not isinstance(data, Mapping):
            return handler(data)
        accepted = ", ".join(cls.model_fields)
        known = {key: value for key, value in data.items() if key in cls.model_fields}
        problems = [
            InitErrorDetails(
                type=_refusal(f'"{key}" is not an accepted key. Accepted keys: {accepted}.'),
                loc=(str(key),),
                input=value,
            )
            for key, value in data.items()
            if key not in known
        ]
        try:
            stated = handler(known)
        except ValidationError as error:
            problems += [
                InitErrorDetails(type=_refusal(e["msg"]), loc=e["loc"], input=e["input"])
                for e in error.errors()
            ]
        if problems:
            raise ValidationError.from_exception_data(cls.__name__, problems)
        return stated


class Alternatives(_Stated):
    """What was open to the person other than to submit: the best way out there was."""

    real: ThreeValued = Field(
        default=UNKNOWN, description="Was there an alternative that was real?"
    )
    acceptable: ThreeValued = Field(
        default=UNKNOWN, description="Was there an alternative that was acceptable?"
    )


class Facts(_Stated):
    """What is known of one accused and one victim, at one stage of the proceedings."""

    acts: Acts = Field(default=UNKNOWN, description="What the accused did with the person.")
    means: MeansUsed = Field(default=UNKNOWN, description="How the accused got hold of the person.")
    purposes: Purposes = Field(default=UNKNOWN, description="The exploitation that was intended.")
    victim_age: Annotated[int | Unknown, BeforeValidator(_age)] = Field(
        default=UNKNOWN, description="Age in full years at the time of the act."
    )
    consent: ThreeValued = Field(
        default=UNKNOWN,
        description="Did the person agree to the exploitation? Never decides guilt.",
    )
    exploitation_occurred: ThreeValued = Field(
        default=UNKNOWN, description="Did the exploitation take place? No element of the offence."
    )
    crossed_border: ThreeValued = Field(
        default=UNKNOWN, description="Was a border crossed? No element of the offence."
    )
    organised_group: ThreeValued = Field(
        default=UNKNOWN, description="Did an organised group take part? No element of the offence."
    )
    alternatives: Alternatives | None = Field(
        default=None,
        description="For abuse-of-vulnerability: what else the person could do. "
        "Left out, the abuse is taken as found.",
    )

    def changed(self, changes: Mapping[str, object]) -> Facts:
        """Return these facts with the named ones replaced, checked like any other facts."""
        return Facts.model_validate({**self.model_dump(exclude_unset=True), **changes})
