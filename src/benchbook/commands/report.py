"""What an instructor runs to see and to take away how a cohort did: report, export."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .. import places
from .cohort import HERE, CohortOption, cohort_at

app = typer.Typer()


class System(StrEnum):
    """The learning systems that a file can be shaped for."""

    MOODLE = "moodle"
    CANVAS = "canvas"


@app.command()
def report(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case to report on.")],
    cohort: CohortOption = HERE,
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.html",
            help="Where to write it; without it report/CASE.html in the cohort.",
        ),
    ] = None,
) -> None:
    """Make one page that shows how the cohort answered a case.

    It holds no name and no code, so it can be shown to the group. Groups under five people are
    not broken down.
    """
    from ..cohort.results.csv_file import write_private
    from ..cohort.results.report_page import report_page

    found = cohort_at(cohort)
    html = report_page(
        found, case, places.course_root(), datetime.datetime.now().astimezone().date()
    )
    path = to or found.root / "report" / f"{case}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, html.encode())
    typer.echo(f"Wrote {path}")


@app.command("export")
def export_command(
    cases: Annotated[
        list[str], typer.Argument(metavar="CASE...", help="The cases to export, one or more.")
    ],
    cohort: CohortOption = HERE,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where to write; without it export in the cohort."),
    ] = None,
    system: Annotated[
        System | None,
        typer.Option("--for", help="Write what Moodle’s or Canvas’s gradebook takes in instead."),
    ] = None,
    names: Annotated[
        bool,
        typer.Option("--names", help="Put names, addresses and user names beside the codes."),
    ] = False,
) -> None:
    """Write the marks as CSV: one file with a row a learner, one with a row a question.

    People stand in them by code, unless you ask for names.
    """
    from ..cohort.results.export import export

    found = cohort_at(cohort)
    folder = to or found.root / "export"
    done = export(found, cases, folder, system=system.value if system else None, names=names)
    for path in done.files:
        typer.echo(f"Wrote {path}")
    for told in done.told:
        typer.echo(told, err=True)
    if names:
        typer.echo("These files hold names. Keep them as you keep people.csv.", err=True)
