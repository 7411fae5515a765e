"""What a learner runs: start, join."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import places

app = typer.Typer()


@app.command()
def start(
    folder: Annotated[
        Path, typer.Option(help="Where your work is kept.", show_default=True)
    ] = Path("~/Benchbook"),
    port: Annotated[
        int | None, typer.Option(help="The port to use; without it a free one is found.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open your web browser on the course.")] = True,
    author: Annotated[
        bool,
        typer.Option(
            "--author",
            help="Open the course's own files for writing: nothing is hidden, nothing runs by itself.",
        ),
    ] = False,
) -> None:
    """Open the course in your web browser.

    Your answers are kept in the folder, by default a folder “Benchbook” in your home. Starting
    again keeps every answer. Press Ctrl+C in this window to stop.
    """
    from ..start import run

    root = places.course_root(Path.cwd()) if author else places.course_root()
    place = root if author else folder.expanduser().resolve()
    raise typer.Exit(run(place, port, browser, author))


@app.command()
def join(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file your instructor gave you.")
    ],
    folder: Annotated[
        Path, typer.Option(help="Where your work is kept.", show_default=True)
    ] = Path("~/Benchbook"),
    replace: Annotated[
        bool, typer.Option("--replace", help="Leave the workshop you joined before for this one.")
    ] = False,
) -> None:
    """Join a workshop, or take a case that your instructor gave you.

    Do this once with your own file. From then on, a case you hand in goes to your instructor.
    """
    from ..cohort.hand_ins.joining import take

    typer.echo(take(file.expanduser(), folder.expanduser().resolve(), replace=replace))
