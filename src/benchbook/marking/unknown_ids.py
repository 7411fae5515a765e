"""Find what an answer names and its question does not have.

Such a name earns nothing. It is told to the instructor, because it means that the sheet was made
from another text of the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from ..activities.question import Answer, Question, WordId

Names = Callable[[Any], Iterator[str]]


def unknown_ids(question: Question, answer: Answer) -> list[str]:
    """Return each id that `answer` names and `question` does not have, once, in their order."""
    names = _named_in(type(answer))
    if names is None:
        return []
    return list(dict.fromkeys(n for n in names(answer) if n not in question.ids))


@cache
def _named_in(form: Any) -> Names | None:
    """Return what lists the ids in a value of the type `form`; None where it can hold none."""
    if form == WordId:
        return lambda value: iter((value,))
    if isinstance(form, type) and issubclass(form, Answer):
        hints = get_type_hints(form, include_extras=True)
        found = {name: _named_in(hints[name]) for name in form.model_fields}
        fields = [(name, names) for name, names in found.items() if names]
        return _of_fields(fields) if fields else None
    inner = [_named_in(a) for a in get_args(form) if a is not type(None)]
    if not any(inner):
        return None
    if get_origin(form) is dict:
        return _of_mapping(inner[0], inner[1])
    names = next(n for n in inner if n)
    if get_origin(form) is list:
        return lambda value: (n for item in value for n in names(item))
    return lambda value: iter(()) if value is None else names(value)


def _of_fields(fields: list[tuple[str, Names]]) -> Names:
    return lambda value: (n for name, names in fields for n in names(getattr(value, name)))


def _of_mapping(keys: Names | None, values: Names | None) -> Names:
    def named(value: dict[Any, Any]) -> Iterator[str]:
        for key, inner in value.items():
            yield from keys(key) if keys else ()
            yield from values(inner) if values else ()

    return named
