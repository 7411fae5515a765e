"""The command `benchbook`: what each person at the course runs."""

from __future__ import annotations

import sys

import typer

from .commands import author, cohort, collect, feedback, learner, mark, report, second_marker
from .errors import BenchbookError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Benchbook: a course on trafficking in persons for judges and prosecutors.",
)
app.add_typer(learner.app)
app.add_typer(author.app)
cohort.app.add_typer(collect.app)
app.add_typer(cohort.app, name="cohort")
app.add_typer(mark.app)
app.add_typer(second_marker.app)
app.add_typer(feedback.app)
app.add_typer(report.app)


def main() -> None:
    """Run the command; an error of ours is a sentence on stderr and exit status 2."""
    try:
        app()
    except BenchbookError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


__all__ = ["app", "main"]
