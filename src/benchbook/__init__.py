"""Benchbook: a Jupyter curriculum on trafficking in persons for judges and prosecutors."""

from .statements import (
    answer,
    ask,
    contents,
    figure,
    glossary,
    hand_in,
    mark,
    onward,
    search,
    sources,
)

__all__ = [
    "answer",
    "ask",
    "contents",
    "figure",
    "glossary",
    "hand_in",
    "mark",
    "onward",
    "search",
    "sources",
]
