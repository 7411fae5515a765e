"""Which groups may be compared without showing what a few people did.

A group is shown where five or more of it handed in. Everybody else is put together as “all others”.
If those others were one to four, whoever knows the whole could subtract and find them; so the
smallest shown group joins them until they are five. There is a comparison only of two or more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5
OTHERS = "All others"


@dataclass(frozen=True)
class ShownGroup:
    """A group that is shown, and the codes of its members who handed in."""

    name: str
    codes: tuple[str, ...]


def shown_groups(group_of: Mapping[str, str], handed_in: Sequence[str]) -> list[ShownGroup]:
    """Return the groups to compare, by name, all others last; none where there would be one row.

    `group_of` gives each code its group, empty where it has none.
    """
    members: dict[str, list[str]] = {}
    for code in handed_in:
        members.setdefault(group_of.get(code, ""), []).append(code)
    sizes = Counter({name: len(codes) for name, codes in members.items() if name})
    shown = [n for n, size in sorted(sizes.items(), key=lambda i: (i[1], i[0])) if size >= FEWEST]
    while shown and 0 < len(handed_in) - sum(sizes[n] for n in shown) < FEWEST:
        shown.pop(0)
    rest = [c for n, codes in members.items() if n not in shown for c in codes]
    found = [ShownGroup(name, tuple(members[name])) for name in sorted(shown)]
    if rest:
        found.append(ShownGroup(OTHERS, tuple(sorted(rest))))
    return found if len(found) > 1 else []
