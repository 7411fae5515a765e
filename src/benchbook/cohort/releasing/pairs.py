"""Who gets which file of a pair: a case and its variants, drawn by lot and written down.

The lot is drawn before anything is given out, so that neither the instructor's choice nor a
learner's wish decides who gets which (D. R. Cox, Planning of Experiments, 1958, chapter 5). Inside
each group the files are dealt as evenly as can be, so that people who sit together can compare.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import ContentError, UsageError
from ..folder import Cohort, write_whole
from ..people import Person
from ..table import read_table

if TYPE_CHECKING:
    from ...casebook.contents import Library

COLUMNS = ("code", "group", "file", "seed")


@dataclass(frozen=True)
class Pairs:
    """A case that was given out in several files: `who` has which, by code, and the lot's seed."""

    case: str
    files: tuple[str, ...]
    seed: int
    who: dict[str, str]

    def has(self, file: str) -> list[str]:
        """Return the codes of those who have `file`, sorted."""
        return sorted(code for code, given in self.who.items() if given == file)


def files_of(library: Library, case: str) -> tuple[str, ...]:
    """Return the case and its variants. Raises UsageError where there is no pair."""
    found = library.cases.get(case)
    if found is not None and found.variant_of is not None:
        raise UsageError(
            f"“{case}” is a variant. Release the case that it varies: "
            f"benchbook cohort release {found.variant_of} --pairs SEED"
        )
    variants = sorted(c.id for c in library.cases.values() if c.variant_of == case)
    if found is not None and not variants:
        paired = sorted(
            {c.variant_of for c in library.cases.values() if c.variant_of and c.use == "graded"}
        )
        raise UsageError(
            f"“{case}” has no variant, so there is no pair. Release it without --pairs. "
            f"Cases with a variant: {', '.join(paired) or 'none'}."
        )
    return (case, *variants)


def draw(
    people: Mapping[str, Person],
    files: Sequence[str],
    seed: int,
    before: Mapping[str, str] | None = None,
    *,
    by_group: bool = False,
) -> dict[str, str]:
    """Return for each of `people` one of the `files`; who had one `before` keeps it.

    The same people, files and seed give the same lot. `by_group` gives a whole group the same.
    """
    who = {code: file for code, file in (before or {}).items() if code in people}
    lot = random.Random(f"{seed} {' '.join(files)}")  # noqa: S311 # a lot that can be drawn again
    order = sorted(set(people) - set(who))
    lot.shuffle(order)
    turn = lot.sample(list(files), len(files))
    for code in order:
        group = people[code].group
        mates = [c for c in who if group and people[c].group == group]
        if by_group and mates:
            who[code] = who[mates[0]]
            continue
        near, all_of = Counter(who[c] for c in mates), Counter(who.values())
        who[code] = min(turn, key=lambda f: (near[f], all_of[f], turn.index(f)))
    return dict(sorted(who.items()))


def read_pairs(cohort: Cohort, case: str) -> Pairs | None:
    """Return who has which file of `case`; None where it was not given out so.

    Raises UsageError where the list is damaged.
    """
    path = cohort.pairs_file(case)
    if not path.is_file():
        return None
    try:
        rows = [row.cells for row in read_table(path, COLUMNS, ("code", "file", "seed"))]
        seed = int(rows[0]["seed"]) if rows else 0
    except (ContentError, ValueError) as error:
        raise UsageError(
            f"{path} cannot be read: {error}. Restore it from your own copy: it says who has which file."
        ) from None
    files = (case, *sorted({r["file"] for r in rows} - {case}))
    return Pairs(case, files, seed, {r["code"]: r["file"] for r in rows})


def write_pairs(cohort: Cohort, pairs: Pairs, people: Mapping[str, Person]) -> None:
    """Write who has which file, by code, into the cohort's folder."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for code, file in sorted(pairs.who.items()):
        group = people[code].group if code in people else ""
        writer.writerow((code, group, file, pairs.seed))
    cohort.pairs_file(pairs.case).parent.mkdir(exist_ok=True)
    write_whole(cohort.pairs_file(pairs.case), text.getvalue())


def pair_of(cohort: Cohort, file: str) -> Pairs | None:
    """Return the pair that `file` belongs to, as the case itself or as a variant of it."""
    for path in sorted((cohort.root / "pairs").glob("*.csv")):
        pairs = read_pairs(cohort, path.stem)
        if pairs is not None and file in pairs.files:
            return pairs
    return None


def files_given(cohort: Cohort, case: str) -> tuple[str, ...]:
    """Return the files in which `case` was given out: it alone, or it and its variants."""
    pairs = read_pairs(cohort, case)
    return pairs.files if pairs else (case,)
