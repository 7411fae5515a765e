"""What an author runs on a copy of the course: check, tidy, build, prove, new-case, analyse."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import places
from ..errors import UsageError

if TYPE_CHECKING:
    from ..casebook.contents import Library

app = typer.Typer()
CasesOption = Annotated[
    Path | None,
    typer.Option(
        "--cases",
        metavar="FOLDER",
        help="Read the cases from this folder instead: for private cases.",
    ),
]


@app.command()
def check(cases: CasesOption = None) -> None:
    """Read the whole course and tell everything that is wrong, by file and line.

    Checks the form of every file, that each citation exists, that each key agrees with the law's
    own analysis of the case's facts, and that notebooks are clean. Changes nothing.
    """
    from ..checks import check as run_checks
    from ..checks import coverage_table

    library = _library(cases)
    problems = run_checks(library)
    for problem in problems:
        typer.echo(str(problem), err=True)
    if problems:
        raise typer.Exit(_tell_count(len(problems)))
    files = [c for name, c in library.cases.items() if not name.startswith("_")]
    variants = sum(c.variant_of is not None for c in files)
    forms = sum(c.form is not None for c in files)
    provisions = sum(len(i.provisions) for i in library.registry)
    typer.echo(coverage_table(library))
    typer.echo(
        f"Sound: {len(library.lessons)} lesson(s), {len(files) - variants - forms} case(s), "
        f"{variants} variant(s), {forms} form(s) of a test, {provisions} provisions."
    )


@app.command()
def tidy() -> None:
    """Put the notebooks of all lessons into their common form.

    Takes out what running left behind, and puts each sentence on its own line.
    """
    from ..notebooks.hygiene import tidied

    root = _repository()
    changed = 0
    for path in sorted((root / "modules").glob("*/*.ipynb")):
        text = path.read_text(encoding="utf-8")
        try:
            tidy_text = tidied(text)
        except (ValueError, KeyError, TypeError):
            raise UsageError(f"{path}: this is not a notebook. Restore it from git.") from None
        if tidy_text != text:
            path.write_text(tidy_text, encoding="utf-8", newline="\n")
            typer.echo(f"tidied {path.relative_to(root).as_posix()}")
            changed += 1
    typer.echo(f"{changed} notebook(s) changed.")


@app.command()
def build(
    cases: CasesOption = None,
    check_only: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; tell which generated files are not in step."),
    ] = False,
) -> None:
    """Make the case notebooks, figures and other generated files from what authors wrote.

    With --cases only the notebooks of those cases are made, in a folder “source” beside theirs.
    """
    from ..checks import check as run_checks
    from ..notebooks.build import compare, generated, private_cases, write

    library = _library(cases)
    _refuse(run_checks(library))
    root = _repository() if cases is None else cases.resolve().parent
    files = dict(generated(library) if cases is None else private_cases(library))
    if check_only:
        _refuse(compare(files, root))
        typer.echo("All generated files are in step with their sources.")
        return
    changed = write(files, root)
    for name in changed:
        typer.echo(f"wrote {name}")
    typer.echo(f"{len(changed)} file(s) changed.")


@app.command()
def prove(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CASE]...", help="The cases to prove; all, if none is named."),
    ] = None,
    cases: CasesOption = None,
) -> None:
    """Prove cases through nbgrader itself, in a course made for the proof.

    The key must earn full marks, the untouched notebook none, the stated near-miss something
    between, and no text of the key may stand in what learners get.
    """
    from ..checks import check as run_checks
    from ..proof import prove_all

    library = _library(cases)
    _refuse(run_checks(library))
    wanted = names or [name for name in library.cases if not name.startswith("_")]
    failed = 0
    for name in wanted:
        if name not in library.cases:
            raise UsageError(f"There is no case “{name}”. There are: {', '.join(library.cases)}.")
    for proof in prove_all(library, wanted):
        name, s = proof.case, proof.scores
        typer.echo(
            f"{name}: key {s['key']:g} of {proof.most:g}, untouched {s['untouched']:g}, "
            f"near-miss {s['near-miss']:g}"
        )
        for told in proof.failures:
            failed += 1
            typer.echo(f"{library.files[f'case/{name}'].name}:1: {told}", err=True)
    if failed:
        raise typer.Exit(_tell_count(failed))


@app.command("new-case")
def new_case(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The new case's id: small words with hyphens, such as night-shift."
        ),
    ],
) -> None:
    """Begin a new case from the template, ready to be filled in."""
    root = _repository()
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise UsageError(
            f"“{name}” is no case id. Use small letters, digits and hyphens, such as night-shift."
        )
    target = root / "assessments" / "cases" / f"{name}.yaml"
    if target.exists():
        raise UsageError(
            f"There is a case “{name}” already: {target.relative_to(root).as_posix()}."
        )
    shutil.copy(target.with_name("_template.yaml"), target)
    text = target.read_text(encoding="utf-8")
    target.write_text(re.sub(r"(?m)^id: .*$", f"id: {name}", text, count=1), encoding="utf-8")
    typer.echo(
        f"Wrote {target.relative_to(root).as_posix()}. Fill it in, add a line for it under “cases” in modules/course.yaml, then run “benchbook check” and “benchbook build”."
    )


@app.command()
def analyse(
    facts: Annotated[
        Path, typer.Argument(metavar="FACTS.yaml", help="The facts, in the law's own words.")
    ],
    under: Annotated[str, typer.Option(help="The law to apply: protocol, cets197, eu or state.")],
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="The day whose law applies, as 2024-07-14; without it the newest version.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Apply the law's own definition to stated facts.

    Prints what is made out, what is missing, what evidence would settle what is unknown, and the
    duties that the facts trigger, each with its provisions.
    """
    from ..analysis_command import analysis_text

    day = None
    if on is not None:
        try:
            day = datetime.date.fromisoformat(on)
        except ValueError:
            raise UsageError(f"“{on}” is no date. Write it as 2024-07-14.") from None
    typer.echo(analysis_text(facts, under, day, as_json=as_json))


def _library(cases: Path | None) -> Library:
    from ..casebook.contents import read_library

    if cases is not None and not cases.is_dir():
        raise UsageError(f"There is no folder {cases}. Name the folder that holds the cases.")
    return read_library(places.course_root(Path.cwd()), cases)


def _repository() -> Path:
    root = places.course_root(Path.cwd())
    if not places.is_repository(root):
        raise UsageError(
            "This command writes to the course's files. Run it inside a copy of the repository."
        )
    return root


def _refuse(problems: Sequence[object]) -> None:
    for problem in problems:
        typer.echo(str(problem), err=True)
    if problems:
        raise typer.Exit(_tell_count(len(problems)))


def _tell_count(count: int) -> int:
    typer.echo(f"{count} problem{'' if count == 1 else 's'}.", err=True)
    return 1
