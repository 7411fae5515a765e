"""Every citation resolves, in files and in lessons."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..casebook.contents import Library
from ..casebook.lesson import cites_in
from ..errors import Problem
from ..law.registry import UnknownReference

LINK = re.compile(r"\]\(cite:([^)]*)\)")


def citations(library: Library) -> Iterator[Problem]:
    """Return a problem for each citation that points to nothing."""
    for name, file in library.files.items():
        if not name.startswith(("case/", "lesson/", "glossary")):
            continue
        refs = cites_in(file.data)
        if isinstance(file.data, dict):
            if isinstance(file.data.get("standard"), str):
                refs.append((("standard",), file.data["standard"]))
            reading = file.data.get("further_reading")
            refs += [
                (("further_reading", i), r)
                for i, r in enumerate(reading or [])
                if isinstance(r, str)
            ]
        for place, ref in refs:
            told = _broken(library, ref)
            if told:
                yield file.problem(place, told)
    for slug in library.lessons:
        path = library.root / "modules" / slug / f"{slug}.ipynb"
        yield from _in_notebook(
            library,
            path.read_text(encoding="utf-8") if path.is_file() else "",
            path.relative_to(library.root).as_posix(),
        )


def _in_notebook(library: Library, text: str, shown_as: str) -> Iterator[Problem]:
    for n, line in enumerate(text.splitlines(), 1):
        for ref in LINK.findall(line):
            told = _broken(library, json.loads(f'"{ref}"'))
            if told:
                yield Problem(shown_as, n, told)


def _broken(library: Library, ref: str) -> str:
    path = library.root / "assets" / "law" / f"{ref.partition('#')[0]}.yaml"
    read = {instrument.id for instrument in library.registry}
    if path.stem not in read and path.is_file():
        return ""  # the file itself cannot be read, which is told once and not for each citation
    try:
        if "#" in ref:
            library.registry.provision(ref)
        else:
            library.registry.instrument(ref)
    except UnknownReference as error:
        told = str(error)
        told = told.removesuffix(".") if told.endswith("?.") else told
        return f"the citation {told} Correct it, or add the provision to assets/law."
    return ""
