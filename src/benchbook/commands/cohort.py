"""What an instructor runs for a cohort: new, release."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import places

if TYPE_CHECKING:
    from ..cohort.folder import Cohort

app = typer.Typer(no_args_is_help=True, help="Run a workshop: its people, cases and hand-ins.")
CohortOption = Annotated[
    Path,
    typer.Option(
        "--cohort", metavar="FOLDER", help="The cohort's folder; without it, the one you are in."
    ),
]
HERE = Path()


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make.")],
    roster: Annotated[
        Path,
        typer.Option(
            metavar="PEOPLE.csv", help="Who takes part: columns name, email, group, username."
        ),
    ],
    title: Annotated[str | None, typer.Option(help="What people call the workshop.")] = None,
    exchange: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="nbgrader's exchange, where you use one.")
    ] = None,
    gradebook: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="The gradebook's database, as postgresql://…; without it a file in the folder.",
        ),
    ] = None,
) -> None:
    """Make the folder of a new cohort from your list of people.

    Each person gets a code. The list that says which code is whose stays in people.csv.
    """
    from ..cohort.new import new_cohort

    cohort, people = new_cohort(folder, roster, title=title, exchange=exchange, gradebook=gradebook)
    typer.echo(f"Made {cohort.root} for {len(people)} people.")
    typer.echo(f"Give each person their own file from {cohort.root / 'handout' / 'join'}.")


@app.command()
def release(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case to release.")],
    cohort: CohortOption = HERE,
    cases: Annotated[
        Path | None,
        typer.Option("--cases", metavar="FOLDER", help="Take the case from this folder instead."),
    ] = None,
) -> None:
    """Release a case to the cohort."""
    from ..casebook.contents import read_library
    from ..cohort.release import release_case

    found = cohort_at(cohort)
    handout = release_case(found, read_library(places.course_root(), cases), case)
    typer.echo(f"Released {case}. Learners get {handout}")


def cohort_at(folder: Path) -> Cohort:
    """Return the cohort at or above `folder`. Raises UsageError where there is none."""
    from ..cohort.folder import find_cohort

    return find_cohort(folder)
