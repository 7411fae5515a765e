"""Find a person's code, name, email or user name in a text, however it is written there."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from ..people import Person

ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
APART = re.compile(r"[\W_]+")
# From here on Unicode holds scripts that set no spaces between words.
NO_SPACES = 0x0E00


@dataclass(frozen=True)
class Mark:
    """Something that names a person: what it is, how it is written, and how it is looked for."""

    what: str
    text: str
    forms: tuple[str, ...]

    def stands_in(self, plain: str) -> bool:
        """Tell whether it stands in a text that went through `plain_text`."""
        return any(form in plain for form in self.forms)


def marks_of(person: Person) -> list[Mark]:
    """Return what names `person`: code, email, name in both orders, user name."""
    words = person.name.split()
    name = [person.name, " ".join([words[-1], *words[:-1]])] if words else []
    told: list[tuple[str, str, list[str]]] = [
        ("code", person.code, [person.code]),
        ("email", person.email, [person.email]),
        ("name", person.name, name),
        ("user name", person.username, [person.username]),
    ]
    return [
        Mark(what, text, tuple(dict.fromkeys(_form(f) for f in forms)))
        for what, text, forms in told
        if text
    ]


def _form(text: str) -> str:
    plain = _folded(text)
    return plain.strip() if any(ord(c) >= NO_SPACES for c in plain) else plain


def plain_text(text: str) -> str:
    """Return `text` as marks are looked for in it: small letters, words parted by one space.

    Escapes of JSON, HTML and web addresses are put back, and both forms are searched.
    """
    undone = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    undone = re.sub(r"\\[nrt]", " ", undone)
    if "&" in undone:
        undone = html.unescape(undone)
    if "%" in undone:
        undone = unquote(undone, errors="replace")
    return _folded(text) if undone == text else _folded(text) + _folded(undone)


def plain_texts(data: bytes) -> Iterator[str]:
    """Return every reading of `data` in which a mark may stand: UTF-8, Latin-1, UTF-16."""
    text = data.decode("utf-8", "replace")
    yield plain_text(text)
    if "\ufffd" in text and not data.isascii():
        yield plain_text(data.decode("cp1252", "replace"))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield plain_text(data.decode("utf-16", "replace"))


def found(marks: Iterable[Mark], data: bytes) -> list[Mark]:
    """Return those of the `marks` that stand in `data`."""
    readings = list(plain_texts(data))
    return [mark for mark in marks if any(mark.stands_in(reading) for reading in readings)]


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFC", text).casefold()
    return f" {APART.sub(' ', unicodedata.normalize('NFC', letters)).strip()} "
