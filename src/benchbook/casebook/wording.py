"""Say what is wrong in a file as a sentence to its author, with what to write instead."""

from __future__ import annotations

import types
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Place = tuple[str | int, ...]

SINGULAR = {
    "matters": "matter",
    "duties": "duty",
    "because": "reason",
    "accused": "accused",
    "verdicts": "verdicts",
    "key": "key entry",
    "accepts": "tag",
    "facts": "facts",
    "near_miss": "near-miss",
    "law": "law",
}


def sentence(model: type[BaseModel], data: Any, place: Place, error: Any) -> str:
    """Return one sentence for pydantic's `error` about the value at `place`, and its remedy."""
    kind = error["type"]
    if kind in ("missing", "extra_forbidden"):
        name, around = str(place[-1]) if place else "?", place[:-1]
        owner = _model_at(model, data, around)
        thing = _thing(data, around)
        if kind == "missing":
            field = _field(owner, name)
            return f'{thing} has no "{name}". {_remedy(field)}'
        allowed = _names(owner)
        near = get_close_matches(name, allowed, 1)
        hint = f'Did you mean "{near[0]}"?' if near else f"Use: {', '.join(allowed)}."
        return f'{thing} has "{name}", which is not known here. {hint}'
    thing = _value_name(data, place)
    value = _get(data, place)
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        accepted = str(
            error.get("ctx", {}).get("expected") or error.get("ctx", {}).get("expected_tags", "")
        )
        accepted = accepted.replace("'", "").replace(" or ", ", ")
        if kind == "union_tag_invalid":
            value, thing = _get(data, (*place, "kind")), f'"kind" of {_thing(data, place)}'
        return f'{thing} is "{value}". Write one of: {accepted}.'
    if kind == "union_tag_not_found":
        return f'{_thing(data, place)} has no "kind". Say which kind of question it is.'
    if kind == "string_pattern_mismatch":
        return f'{thing} is "{value}". {_pattern(error["ctx"]["pattern"])}'
    if kind in ("string_too_short", "too_short"):
        return f"{thing} is empty. {_remedy(_field(_model_at(model, data, place[:-1]), str(place[-1]) if place else ''))}"
    if kind == "value_error":
        return f"{thing}: {error['ctx']['error']}"
    return f"{thing} cannot be {value!r}: {error['msg'].lower()}."


def _value_name(data: Any, place: Place) -> str:
    if not place:
        return "the file"
    last = place[-1]
    name = f"entry {last + 1}" if isinstance(last, int) else f'"{last}"'
    return f"{name} of {_thing(data, place[:-1])}"


def _pattern(pattern: str) -> str:
    if "#" in pattern:
        return "Cite as instrument#provision, for example protocol#art-3-b."
    return "Use a word id: small letters, digits and hyphens, starting with a letter."


def _remedy(field: FieldInfo | None) -> str:
    text = field.description if field is not None else None
    if not text:
        return "Add it."
    return (
        text
        if text.startswith(("Say", "Write", "Give"))
        else "Add it: " + text[0].lower() + text[1:]
    )


def _thing(data: Any, place: Place) -> str:
    """Name the object at `place` as its author knows it: option "force"."""
    value = _get(data, place)
    words = [p for p in place if isinstance(p, str)]
    if not words:
        return "the file"
    word = SINGULAR.get(
        words[-1], words[-1].rstrip("s") if isinstance(place[-1], int) else words[-1]
    )
    if isinstance(value, dict):
        for name in ("id", "passage"):
            if isinstance(value.get(name), str):
                return f'{word} "{value[name]}"'
    if isinstance(place[-1], int):
        return f"{word} {place[-1] + 1}"
    around = place[:-1]
    return f"{word} of {_thing(data, around)}" if any(isinstance(p, int) for p in around) else word


def _get(data: Any, place: Place) -> Any:
    for part in place:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _names(model: type[BaseModel] | None) -> list[str]:
    return [f.alias or n for n, f in model.model_fields.items()] if model else []


def _field(model: type[BaseModel] | None, name: str) -> FieldInfo | None:
    if model is None:
        return None
    return next((f for n, f in model.model_fields.items() if name in (n, f.alias)), None)


def _model_at(model: type[BaseModel], data: Any, place: Place) -> type[BaseModel] | None:
    """Return the model class of the object at `place` inside `model`."""
    kind: Any = model
    for part in place:
        data = _get(data, (part,))
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = _field(kind, str(part))
            kind = field.annotation if field else None
        kind = _choose(kind, data, inside=isinstance(part, int))
        if kind is None:
            return None
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _choose(kind: Any, data: Any, *, inside: bool) -> Any:
    """Return the one type that `data` must be, among those that `kind` allows."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _choose(get_args(kind)[0], data, inside=inside)
    if origin is list and inside:
        return _choose(get_args(kind)[0], data, inside=False)
    if origin is dict:
        return get_args(kind)[1]
    if origin in (Union, types.UnionType):
        fitting = [_choose(member, data, inside=inside) for member in get_args(kind)]
        models = [m for m in fitting if isinstance(m, type) and issubclass(m, BaseModel)]
        return next((m for m in models if _speaks_of(m, data)), None) or (
            fitting[0] if fitting else None
        )
    return kind


def _speaks_of(model: type[BaseModel], data: Any) -> bool:
    field = model.model_fields.get("kind")
    if field is None or get_origin(field.annotation) is not Literal:
        return True
    return isinstance(data, dict) and data.get("kind") in get_args(field.annotation)
