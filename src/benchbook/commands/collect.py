"""What an instructor runs when hand-ins come in: cohort collect, cohort receipt."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .cohort import HERE, CohortOption, cohort_at

if TYPE_CHECKING:
    from ..cohort.hand_ins.collect import Collected

app = typer.Typer()


@app.command()
def collect(
    case: Annotated[
        str | None, typer.Argument(metavar="[CASE]", help="Only this case; without it, all.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FOLDER",
            help="Collect the files in this folder, sent by mail or downloaded from an LMS; "
            "without it, from nbgrader's exchange.",
        ),
    ] = None,
    cohort: CohortOption = HERE,
) -> None:
    """Collect what learners have handed in.

    Every hand-in is kept as it came, under “received”. The newest of each learner is what is
    marked. What belongs to nobody is kept too, and told with what to do.
    """
    from ..cohort.hand_ins.collect import collect as run

    done = run(cohort_at(cohort), case, folder)
    for sentence in done.told:
        typer.echo(sentence)
    if done.told:
        typer.echo("")
    for sentence in _summary(done):
        typer.echo(sentence)


@app.command()
def receipt(
    code: Annotated[
        str, typer.Argument(metavar="RECEIPT", help="The receipt a learner was shown.")
    ],
    cohort: CohortOption = HERE,
) -> None:
    """Confirm a learner's receipt: say which hand-in it is, and when it was received."""
    from ..cohort.hand_ins.collect import find_receipt
    from ..cohort.hand_ins.receipt import read_receipt

    wanted = read_receipt(code)
    found = find_receipt(cohort_at(cohort), wanted)
    if found is None:
        typer.echo(
            f"No hand-in with the receipt {wanted} was received. Collect again; if it is still not there, "
            "ask the learner to send the file again."
        )
        raise typer.Exit(1)
    hand_in, stands = found
    typer.echo(
        f"{wanted}: “{hand_in.case}” of {hand_in.code}, handed in {_when(hand_in.how['handed_in'])}, "
        f"received {_when(hand_in.how['collected_at'])}."
    )
    typer.echo(
        "This is the one that counts."
        if stands
        else "The learner has handed in again since: the newer one counts, this one is kept."
    )


def _summary(done: Collected) -> list[str]:
    n = done.counts
    parts = [f"{n['received']} received", f"{n['new']} new", f"{n['newer']} handed in again"]
    parts += [
        f"{n[what]} {told}"
        for what, told in (
            ("older", "older than the one that counts"),
            ("again", "collected before"),
            ("late", "late"),
            ("unmatched", "that belong to nobody"),
            ("passed over", "passed over"),
            ("of another case", "of another case"),
        )
        if n[what]
    ]
    lines = [", ".join(parts) + "."]
    for case, codes in done.missing.items():
        who = ", ".join(codes) if codes else "nobody"
        lines.append(f"Not handed in for {case}: {who}.")
    if not done.changed:
        lines.append("Nothing has changed.")
    return lines


def _when(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime("%d %B %Y, %H:%M:%S")
