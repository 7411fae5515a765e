"""A sentence with a word of strength says by what provision, and never claims more than it does.

“must”, “shall” and the like in a lesson need a citation on their line, or a comment that says why
there is none: `<!-- no provision: a rule of method -->`. So does the name of an instrument. Where every provision cited on the line
has a strength, the strongest word of the line may not be stronger than the strongest of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..casebook.contents import Library
from ..errors import Problem
from ..law.registry import UnknownReference
from .citations import LINK
from .words import QUOTED, lines_of

# From the weakest to the strongest; the first pattern that fits a place is its claim.
CLAIMS: list[tuple[int, str]] = [
    (0, r"may consider"),
    (3, r"(?:shall|must|has to|have to) (?:consider|give [a-z ]{0,30}consideration)"),
    (4, r"shall endeavour|shall encourage|must encourage|shall aim"),
    (6, r"must|shall|is obliged|are obliged|has a duty|have a duty|is bound to|are bound to"),
    (2, r"should"),
    (1, r"may|is entitled|are entitled"),
]
WORD = re.compile(
    "|".join(rf"(?P<c{i}>\b(?:{pattern})\b)" for i, (_, pattern) in enumerate(CLAIMS))
)
RANK = {
    "shall": 6, "shall-within-limits": 6, "shall-encourage": 4, "shall-endeavour": 4,
    "shall-consider": 3, "should": 2, "may": 1, "may-consider": 0,
}  # fmt: skip
# How lessons name the instruments of the registry.
NAME = re.compile(
    r"\b(?:UN (?:Trafficking )?Protocol|(?:the|The) Protocol|CETS 197|UNTOC|Directive \d+/\d+|(?:the|The) Directive|"
    r"Model Law|OHCHR Principles|ASEAN Convention|Council of Europe Convention)\b"
)
EXCEPTION = re.compile(r"<!-- no provision: \S.*-->")


def strength_words(library: Library) -> Iterator[Problem]:
    """Return a problem for each uncited or overstated word of strength in the lessons."""
    for slug in library.lessons:
        path = library.root / "modules" / slug / f"{slug}.ipynb"
        shown = path.relative_to(library.root).as_posix()
        for line, text in lines_of(path):
            told = _wrong(library, text)
            if told:
                yield Problem(shown, line, told)


def _wrong(library: Library, text: str) -> str:
    if text.startswith(("#", "|")) or EXCEPTION.search(text):
        return ""
    bare = QUOTED.sub(" ", text).replace("*", "")
    refs = LINK.findall(text)
    name = NAME.search(bare)
    if name and not refs:
        return f"“{name.group()}” is named without its citation. Cite it on this line, or say “<!-- no provision: why -->”."
    found = [(m.group(), CLAIMS[int((m.lastgroup or "c0")[1:])][0]) for m in WORD.finditer(bare)]
    if not found:
        return ""
    word, claim = max(found, key=lambda pair: pair[1])
    if not refs:
        return f"“{word}” stands without its provision. Cite one on this line, or say “<!-- no provision: why -->”."
    ranks = []
    for ref in refs:
        try:
            strength = library.registry.provision(ref).strength if "#" in ref else None
        except UnknownReference:
            return ""  # told elsewhere
        if strength is None:
            return ""  # a definition or a judgment: its force is not a verb
        ranks.append(RANK[strength.verb])
    if claim > max(ranks):
        verbs = ", ".join(sorted({_verb(library, r) for r in refs}))
        return f"“{word}” is stronger than the provision cited, which says: {verbs}. Write its own verb."
    return ""


def _verb(library: Library, ref: str) -> str:
    strength = library.registry.provision(ref).strength
    return strength.verb.replace("-", " ") if strength else ""
