"""All kinds of question, found by looking: a new folder here is a new kind, and nothing else changes.

A kind's folder holds `question.py` (one Question and one Answer class of its own), `scoring.py`
(`score(question, answer) -> Mark`), `printed.py` (`printed(public question, answer) -> HTML`) and
`control.js`, which draws it on the learner's page.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

from .mark import Mark
from .question import Answer, Question

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Kind:
    """Everything there is to one kind of question."""

    name: str
    question: type[Question]
    answer: type[Answer]
    score: Callable[[Any, Any], Mark]
    printed: Callable[[dict[str, Any], dict[str, Any]], str]


def folder_of(kind: str) -> Path:
    """Return the folder of the kind named `kind`."""
    return HERE / kind.replace("-", "_")


@cache
def names() -> tuple[str, ...]:
    """Return the names of all kinds, without importing them."""
    return tuple(
        sorted(m.name.replace("_", "-") for m in pkgutil.iter_modules([str(HERE)]) if m.ispkg)
    )


@cache
def kind(name: str) -> Kind:
    """Return the kind called `name`. Raises KeyError with the names there are."""
    if name not in names():
        raise KeyError(f"There is no kind of question “{name}”. There are: {', '.join(names())}.")
    package = f"{__package__}.{name.replace('-', '_')}"
    models = import_module(f"{package}.question")
    question = next(
        q for q in _own(models, Question) if name in get_args(q.model_fields["kind"].annotation)
    )
    # A part of an answer may be a model too: the answer itself is the last one the file defines.
    answer = _own(models, Answer)[-1]
    return Kind(
        name,
        question,
        answer,
        import_module(f"{package}.scoring").score,
        import_module(f"{package}.printed").printed,
    )


def _own(module: ModuleType, base: type[Any]) -> list[type[Any]]:
    here = [
        v for v in vars(module).values() if isinstance(v, type) and v.__module__ == module.__name__
    ]
    return [v for v in here if issubclass(v, base)]
