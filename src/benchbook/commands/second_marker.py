"""What an instructor runs to have rulings marked a second time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .cohort import HERE, CohortOption, cohort_at

if TYPE_CHECKING:
    from ..cohort.folder import Cohort
    from ..cohort.marks.marker_agreement import Agreement, Pair

app = typer.Typer()
WIDTH = 50


@app.command()
def second(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    make: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv", help="Write a table for a second marker, and the rulings."
        ),
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Compare a table that came back with your marks."),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="With --compare: write the comparison to this file."),
    ] = None,
    cohort: CohortOption = HERE,
) -> None:
    """Have rulings marked by a second person who does not see the first marks.

    With --make: a table with an empty column for points, and a folder with one page a ruling. Give
    both to the second marker. With --compare: how far the two agree, and which marks to talk about.
    """
    if (make is None) == (compare is None):
        raise UsageError("Say what to do: --make FILE.csv, or --compare FILE.csv.")
    found = cohort_at(cohort)
    if make is not None:
        from ..cohort.marks.second_marker import make_for_second

        codes, folder = make_for_second(found, case, make)
        typer.echo(f"{len(codes)} ruling(s) to mark: the table {make}, the pages in {folder}.")
        typer.echo("Neither shows a mark or a name. Points go into the column “points”.")
    elif compare is not None:
        _compare(found, case, compare, to)


def _compare(cohort: Cohort, case: str, file: Path, to: Path | None) -> None:
    from ..cohort.gradebook.read import released_case
    from ..cohort.marks.marker_agreement import MEANING
    from ..cohort.marks.second_marker import compare_with_second, write_comparison

    found = compare_with_second(cohort, case, file)
    if not found.pairs:
        raise UsageError(
            "No ruling has points from both markers. Mark the same rulings in formgrader first."
        )
    typer.echo(f"{'Criterion':<{WIDTH}}  both  same  second-first  alpha")
    for row in found.agreements:
        typer.echo(_row(row))
    for row in found.agreements:
        if row.undefined:
            typer.echo(f"No alpha for “{row.title}”: {row.undefined}.")
    typer.echo(MEANING)
    if found.only_first or found.only_second:
        typer.echo(
            f"Left out: {found.only_first} mark(s) of the first marker alone, "
            f"{found.only_second} of the second alone."
        )
    apart = found.to_moderate()
    typer.echo(f"To talk about, a level or more apart: {len(apart)}.")
    for pair in apart:
        typer.echo(_apart(pair))
    target = to or file.with_name(f"{file.stem}-compared.csv")
    write_comparison(released_case(cohort, case), found, target)
    typer.echo(f"Every pair of marks is in {target}.")


def _row(row: Agreement) -> str:
    title = row.title if len(row.title) <= WIDTH else f"{row.title[: WIDTH - 1]}…"
    alpha = "none" if row.alpha is None else f"{row.alpha:.3f}"
    return f"{title:<{WIDTH}}  {row.pairs:>4}  {row.same:>4}  {row.mean_difference:>+12.2f}  {alpha:>5}"


def _apart(pair: Pair) -> str:
    return f"  {pair.code}  {pair.cell}: first {pair.first:g}, second {pair.second:g}"
