"""What an instructor runs to mark: mark."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from .cohort import HERE, CohortOption, cohort_at

if TYPE_CHECKING:
    from ..cohort.folder import Cohort
    from ..cohort.marks.batch import Batch
    from ..cohort.marks.batch_summary import Summary

app = typer.Typer()


@app.command()
def mark(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case to mark.")],
    cohort: CohortOption = HERE,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="CODE", help="Mark this hand-in; give it once for each."),
    ] = None,
    again: Annotated[
        bool,
        typer.Option("--again", help="Mark again all that is marked, under the key of today."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --again: write what it shows.")] = False,
) -> None:
    """Mark the hand-ins of a case; of both its files, where it was given out in two.

    What is marked already is left. With --again it is first shown who would get other marks and
    why; nothing is written until you add --yes.
    """
    from ..cohort.gradebook.database import Gradebook
    from ..cohort.lock import cohort_lock
    from ..cohort.marks.batch import Batch
    from ..cohort.releasing.pairs import files_given
    from ..errors import UsageError

    if yes and not again:
        raise UsageError("--yes belongs to --again. Leave it out, or give both.")
    found = cohort_at(cohort)
    asked = [_code(c) for c in only or ()]
    left = False
    with cohort_lock(found), Gradebook(found.db_url) as gradebook:
        files = files_given(found, case)
        for file in files:
            mine = [c for c in asked if _file_of(found, files, c) == file]
            if asked and not mine:
                continue
            batch = Batch(found, file, gradebook)
            codes = batch.codes(mine)
            if again:
                _show_changes(batch, codes)
                if not yes:
                    typer.echo(
                        "Nothing was written. To write it, run the command again with --yes."
                    )
                    continue
            begun = time.perf_counter()
            summary = _with_progress(batch, codes, again)
            _tell(file, summary, time.perf_counter() - begun)
            left |= bool(summary.not_marked)
    if left:
        raise typer.Exit(1)


def _file_of(cohort: Cohort, files: Sequence[str], code: str) -> str:
    """Return the file of a pair that the learner handed in; the case itself where none."""
    return next((f for f in files if code in cohort.handed_in(f)), files[0])


def _code(typed: str) -> str:
    """Return the code in its written form; a name that nbgrader was given by hand stays as it is."""
    from ..cohort.codes import read_code
    from ..errors import UsageError

    try:
        return read_code(typed)
    except UsageError:
        return typed


def _show_changes(batch: Batch, codes: Sequence[str]) -> None:
    from ..cohort.marks.again import reasons

    changed, oldest = 0, batch.case.edition
    for change, since in batch.changes(codes):
        typer.echo(str(change))
        changed += 1
        oldest = min(oldest, since)
    for reason in reasons(batch.case, oldest):
        typer.echo(f"Why: {reason}")
    others = len(codes) - changed
    typer.echo(f"{changed} of {len(codes)} get other marks; {others} keep theirs.")


def _with_progress(batch: Batch, codes: Sequence[str], again: bool) -> Summary:
    if not sys.stderr.isatty():
        return batch.mark(codes, all_again=again)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("Marking"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Marking", total=len(codes), rate="")
        begun = time.perf_counter()

        def told(more: int) -> None:
            progress.advance(task, more)
            rate = progress.tasks[0].completed / (time.perf_counter() - begun)
            progress.update(task, rate=f"{rate:.0f} a second")

        return batch.mark(codes, all_again=again, told=told)


def _tell(case: str, summary: Summary, seconds: float) -> None:
    for line in summary.lines():
        typer.echo(line)
    rate = f", {summary.marked / seconds:.0f} a second" if seconds > 0 and summary.marked else ""
    said = [f"Marked {summary.marked} of {case} in {seconds:.1f} s{rate}."]
    if summary.unchanged:
        said.append(f"{summary.unchanged} were marked already.")
    if summary.left:
        said.append(f"{len(summary.left)} were left under an older edition.")
    if summary.not_marked:
        said.append(f"{len(summary.not_marked)} could not be marked: see above.")
    typer.echo(" ".join(said))
