"""Read a case file, whether it stands whole or as a variant of another case.

A variant says only what differs: `vary` names the case beside it, and every other value is put over
that case's. A mapping goes over a mapping, key by key. Over a list of things with ids goes
a mapping from id to what differs, and a thing that states its own id is added at the end. In both
`null` takes out what is there. Tags are named `passage/tag`, or `passage/tag/side` where both sides
stand in one list. Anything else is replaced whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.compat import StringIO

from ..errors import ContentError, Problem
from .case import Case
from .yaml_file import Place, YamlFile

VARY, VARIANT_OF = "vary", "variant_of"
# A folded line loses the runs of spaces in it, by which a ledger's columns are told apart.
NEVER_FOLD = 2**30


class CaseFile(YamlFile):
    """A case's data, with the file and line on which each of its values stands."""

    def __init__(self, path: Path, shown_as: str | None = None) -> None:
        """Read `path` and, for a variant, the case it varies. Raises ContentError."""
        super().__init__(path, shown_as)
        self.base: YamlFile | None = None
        # Where a value of the merged data stands: in this file or not, and at which place there.
        self._stands: dict[Place, tuple[bool, Place]] = {}
        if isinstance(self.data, dict) and VARY in self.data:
            self._vary()

    def _vary(self) -> None:
        name = self.data[VARY]
        path = self.path.with_name(f"{name}.yaml")
        if not path.is_file():
            self._refuse(
                (VARY,),
                f'there is no case "{name}" beside this file. Name the case that this one varies.',
            )
        base = YamlFile(path, self.name.replace(self.path.name, path.name))
        if VARY in base.data:
            self._refuse((VARY,), f'"{name}" is a variant itself. Vary the case that it varies.')
        self.data = self._over(base.data, self.data, (), (), ())
        self.data[VARIANT_OF] = self.data.pop(VARY)
        self._stands[VARIANT_OF,] = (True, (VARY,))
        if self._problems:
            raise ContentError(self._problems)
        self.base = base

    def _refuse(self, place: Place, message: str) -> NoReturn:
        raise ContentError([super().problem(place, message)])

    def _over(self, base: Any, own: Any, place: Place, at: Place, base_at: Place) -> Any:
        """Return `base` with `own` put over it; they stand at `base_at` and `at`, and come to `place`."""
        self._stands[place] = (True, at)
        if isinstance(base, dict) and isinstance(own, dict):
            for key in base:
                self._stands[*place, key] = (False, (*base_at, key))
            merged = dict(base)
            for key, value in own.items():
                if value is None:
                    merged.pop(key, None)
                    self._stands[*place, key] = (True, (*at, key))
                    continue
                merged[key] = self._over(
                    base.get(key), value, (*place, key), (*at, key), (*base_at, key)
                )
            return merged
        if isinstance(base, list) and isinstance(own, dict) and any(map(names_in_list, base)):
            return self._over_list(base, own, place, at, base_at)
        return own

    def _over_list(
        self, base: list[Any], own: dict[str, Any], place: Place, at: Place, base_at: Place
    ) -> list[Any]:
        merged: list[Any] = []
        for i, item in enumerate(base):
            there = (*place, len(merged))
            name = next((n for n in names_in_list(item) if n in own), None)
            if name is None:
                self._stands[there] = (False, (*base_at, i))
                merged.append(item)
            elif own[name] is not None:
                merged.append(self._over(item, own[name], there, (*at, name), (*base_at, i)))
        known = {name for item in base for name in names_in_list(item)}
        for name, item in own.items():
            if name in known:
                continue
            if name not in names_in_list(item):
                told = f'"{name}" is not in the case that this one varies. Use a name of its list, or give a new thing its own id.'
                self._problems.append(super().problem((*at, name), told))
            self._stands[*place, len(merged)] = (True, (*at, name))
            merged.append(item)
        return merged

    def problem(self, place: Place, message: str) -> Problem:
        """Return a problem at `place`: in this file where it says that value, else in the other."""
        if self.base is None:
            return super().problem(place, message)
        known = next(n for n in range(len(place), -1, -1) if place[:n] in self._stands)
        own, start = self._stands[place[:known]]
        where = (*start, *place[known:])
        return super().problem(where, message) if own else self.base.problem(where, message)


def names_in_list(item: Any) -> tuple[str, ...]:
    """Return what a thing may be called in its list, the most exact first: its id, or its passage."""
    if not isinstance(item, dict):
        return ()
    if "id" in item:
        return (str(item["id"]),)
    if "passage" not in item:
        return ()
    name = str(item["passage"])
    if "tag" not in item:
        return (name,)
    tagged = f"{name}/{item['tag']}"
    return (f"{tagged}/{item['side']}", tagged) if "side" in item else (tagged,)


def read_case_file(path: Path) -> Case:
    """Return the case at `path`. Raises ContentError naming lines and remedies."""
    return CaseFile(path).read_as(Case)


def whole_text(path: Path) -> str:
    """Return the case at `path` as a file that needs no other: a variant is written out."""
    file = CaseFile(path)
    if file.base is None:
        return path.read_text(encoding="utf-8")
    yaml, text = YAML(typ="safe", pure=True), StringIO()
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment] # typed as None
    yaml.allow_unicode = True
    yaml.width = NEVER_FOLD
    yaml.dump(file.data, text)
    return f"# Written out from {path.name} and {file.base.path.name}.\n{text.getvalue()}"
