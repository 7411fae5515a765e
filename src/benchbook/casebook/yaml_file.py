"""Read a YAML file into a model, with every problem of the file told by line and remedy.

YAML 1.2, duplicate keys refused. The file is composed into nodes, so that each value keeps the
line it stands on, and only then made into data and checked by the pydantic model.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..errors import ContentError, Problem
from .wording import sentence

Place = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


class YamlFile:
    """The data of one YAML file, and the line on which each of its values stands."""

    def __init__(self, path: Path, shown_as: str | None = None) -> None:
        """Read `path`; messages call it `shown_as`. Raises ContentError if it is not YAML."""
        self.path = path
        self.name = shown_as or str(path)
        self._problems: list[Problem] = []
        try:
            text = path.read_text(encoding="utf-8")
            data, self.lines, repeated = _read(text)
        except FileNotFoundError:
            raise ContentError.at(self.name, 0, "there is no such file. Check its name.") from None
        except UnicodeDecodeError:
            raise ContentError.at(
                self.name, 0, "the file is not UTF-8 text. Save it as UTF-8."
            ) from None
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            told = f"this is not YAML: {error.problem}. Look at the indentation, and quote text that holds “: ” or “#”."
            raise ContentError.at(self.name, line, told) from None
        if not self.lines:
            raise ContentError.at(self.name, 0, "the file is empty. Start from a template.")
        if repeated:
            raise ContentError(
                [
                    Problem(self.name, line, f'"{key}" stands twice here. Keep one of them.')
                    for line, key in repeated
                ]
            )
        self.data: Any = deepcopy(data)  # whoever reads it may change it

    def line(self, place: Place) -> int:
        """Return the line of the value at `place`, or of the nearest value around it."""
        known = list(place)
        while tuple(known) not in self.lines and known:
            known.pop()
        return self.lines.get(tuple(known), 1)

    def problem(self, place: Place, message: str) -> Problem:
        """Return a problem at `place` of this file."""
        return Problem(self.name, self.line(place), message)

    def read_as(self, model: type[M], prepare: Callable[[Any], Any] | None = None) -> M:
        """Return the file as `model`, after `prepare` has had its data.

        Raises ContentError with all problems that the model finds.
        """
        data = prepare(self.data) if prepare else self.data
        try:
            return model.model_validate(data)
        except ValidationError as error:
            raise ContentError(
                [self._told(model, data, e) for e in error.errors(include_url=False)]
            ) from None

    def _told(self, model: type[BaseModel], data: Any, error: Any) -> Problem:
        place = self._place(data, error["loc"])
        return self.problem(place, sentence(model, data, place, error))

    @staticmethod
    def _place(data: Any, loc: tuple[Any, ...]) -> Place:
        """Return `loc` without the names of union members that pydantic puts between."""
        place: list[str | int] = []
        value = data
        for i, part in enumerate(loc):
            if isinstance(value, dict) and (part in value or i == len(loc) - 1):
                place.append(part)
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                place.append(part)
                value = value[part]
        return tuple(place)


@lru_cache(maxsize=256)  # to parse the course takes seconds, and a variant reads its case again
def _read(text: str) -> tuple[Any, dict[Place, int], list[tuple[int, str]]]:
    """Return the data of a YAML text, the line of each place, and each repeated key by line."""
    yaml = YAML(typ="safe", pure=True)
    node = yaml.compose(text)
    lines: dict[Place, int] = {}
    repeated: list[tuple[int, str]] = []

    def value(node: Node, place: Place) -> Any:
        lines[place] = node.start_mark.line + 1
        if isinstance(node, SequenceNode):
            return [value(child, (*place, i)) for i, child in enumerate(node.value)]
        if isinstance(node, MappingNode):
            found: dict[str, Any] = {}
            for key_node, child in node.value:
                key, line = str(key_node.value), key_node.start_mark.line + 1
                if key in found:
                    repeated.append((line, key))
                found[key] = value(child, (*place, key))
                lines[(*place, key)] = line
            return found
        assert isinstance(node, ScalarNode)
        return yaml.constructor.construct_object(node)

    return (None if node is None else value(node, ())), lines, repeated


def read_yaml(path: Path, model: type[M], shown_as: str | None = None) -> M:
    """Return the YAML file at `path` as `model`. Raises ContentError naming lines and remedies."""
    return YamlFile(path, shown_as).read_as(model)
