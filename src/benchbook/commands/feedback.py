"""What an instructor runs to give feedback back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .cohort import HERE, CohortOption, cohort_at

if TYPE_CHECKING:
    from ..cohort.folder import Cohort
    from ..cohort.returning.giving_back import Feedback
    from ..cohort.returning.page_names import Names

app = typer.Typer()


@app.command()
def feedback(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    to: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Copy the pages there, one a learner, to send them."),
    ] = None,
    name_by: Annotated[
        Literal["code", "username", "email"],
        typer.Option(help="With --to: what a page is named after."),
    ] = "code",
    like: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="With --to: name pages as Moodle's or Canvas's bulk upload wants them, after the "
            "hand-ins in this folder as you downloaded them there.",
        ),
    ] = None,
    release: Annotated[
        bool, typer.Option("--release", help="Give the pages back by nbgrader's exchange.")
    ] = False,
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help="Also give back pages on which marks are missing.")
    ] = False,
    cohort: CohortOption = HERE,
) -> None:
    """Make a feedback page for each learner, and give back those that are finished.

    A page holds the learner's code and no name. Without --release or --to the pages lie in the
    cohort's folder “feedback”.
    """
    from ..cohort.releasing.pairs import files_given
    from ..cohort.returning.page_names import Names

    found = cohort_at(cohort)
    for file in files_given(found, case):
        _give_back(found, file, Names(name_by, like), to, release=release, unfinished=unfinished)
    if to is not None and like is not None:
        typer.echo("Pack what lies in that folder into one zip file, and upload it there.")


def _give_back(
    cohort: Cohort, case: str, names: Names, to: Path | None, *, release: bool, unfinished: bool
) -> None:
    from ..cohort.returning import giving_back

    told = giving_back.make_feedback(cohort, case)
    typer.echo(f"{case}: {len(told.pages)} page(s) in {cohort.root / 'feedback'}.")
    _tell(told, unfinished)
    if release:
        giving_back.release(cohort, told, unfinished)
        typer.echo(f"Released {len(told.given_back)} page(s) by nbgrader's exchange.")
        if told.without_secret:
            typer.echo(
                f"Not by the exchange, because the hand-in came another way: {_codes(told.without_secret)}. "
                "Give these back with --to."
            )
        told.given_back.clear()
    if to is not None:
        giving_back.copy_to(cohort, told, names, to, unfinished)
        typer.echo(f"Copied {len(told.given_back)} page(s) to {to}.")


def _tell(told: Feedback, unfinished: bool) -> None:
    for code, problem in told.problems.items():
        typer.echo(f"{code}: {problem} The page asks the learner to hand in again.")
    if told.unmarked:
        typer.echo(
            f"Not marked yet: {_codes(told.unmarked)}. Run “benchbook mark {told.case}” first."
        )
    if told.older:
        typer.echo(
            f"The marks are from an older hand-in or an older key: {_codes(told.older)}. "
            f"Run “benchbook mark {told.case}” again first."
        )
    for code, cells in told.waiting.items():
        kept = "" if unfinished else " Its page is not given back."
        typer.echo(f"{code}: {len(cells)} mark(s) wait for a person in formgrader.{kept}")


def _codes(codes: list[str]) -> str:
    return ", ".join(codes)
