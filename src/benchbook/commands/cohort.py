"""What an instructor runs for a cohort: new, add, open, release, show, forget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import places
from ..errors import ContentError

if TYPE_CHECKING:
    from datetime import datetime

    from ..casebook.contents import Library
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
    typer.echo(f"Made {cohort.root} for {_people(len(people))}.")
    typer.echo(f"Which code is whose stands in {cohort.people_file}. Keep that file to yourself.")
    typer.echo(f"Give each person their own file from {cohort.root / 'handout' / 'join'}.")


@app.command()
def add(
    roster: Annotated[
        Path,
        typer.Option(
            metavar="PEOPLE.csv", help="Who takes part: columns name, email, group, username."
        ),
    ],
    cohort: CohortOption = HERE,
) -> None:
    """Take more people into the cohort.

    Who is in it already, by email or user name, keeps the code. Nobody is taken out.
    """
    from ..cohort.new import add_people

    found = cohort_at(cohort)
    came, there = add_people(found, roster)
    typer.echo(f"Took in {_people(len(came))}; {len(there)} of the list were there already.")
    for person in came:
        typer.echo(f"  {person.code}  {person.name}")
    if came:
        typer.echo(f"Give each new person their own file from {found.root / 'handout' / 'join'}.")


@app.command("open")
def open_cohort(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="The cohort; without it, the one you are in."),
    ] = None,
    cohort: CohortOption = HERE,
    port: Annotated[
        int | None, typer.Option(help="The port to use; without it a free one is found.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open your web browser on formgrader.")] = True,
) -> None:
    """Open formgrader on the cohort, to mark rulings, and JupyterLab with nothing hidden.

    Press Ctrl+C in this window to stop.
    """
    from ..jupyter_paths import find_kernel
    from ..start import run

    find_kernel()
    raise typer.Exit(run(cohort_at(folder or cohort).root, port, browser, formgrader=True))


@app.command()
def release(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case to release.")],
    cohort: CohortOption = HERE,
    due: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="When it is to be handed in, as 2026-12-01T17:00, in this computer's time zone.",
        ),
    ] = None,
    pairs: Annotated[
        int | None,
        typer.Option(
            metavar="SEED",
            help="Give some the case and others its variant, by a lot drawn from this number.",
        ),
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option("--cases", metavar="FOLDER", help="Take the case from this folder instead."),
    ] = None,
) -> None:
    """Release a case to the cohort.

    Releasing it again changes nothing. Once somebody has handed in, a newer edition of the case
    brings its key alone, and “benchbook mark --again” marks under it.
    """
    from ..cohort.releasing.pairs import pair_of
    from ..cohort.releasing.release import due_date, release_case

    found = cohort_at(cohort)
    moment = due_date(due) if due else None
    drawn = pair_of(found, case)
    if drawn or pairs is not None:
        wanted = drawn.seed if drawn and pairs is None else pairs
        _release_pair(found, drawn.case if drawn else case, wanted or 0, moment, cases)
        return
    done = release_case(found, _sound(case, cases), case, moment)
    if done.did == "all":
        typer.echo(f"Released {case}, edition {done.edition}. Give learners {done.handout}")
        if found.card.exchange:
            typer.echo("It is in nbgrader's exchange too.")
    elif done.did == "key":
        typer.echo(
            f"Learners have handed in {case} already, so only its new key was brought: edition "
            f"{done.edition}. What learners have did not change."
        )
        typer.echo(f"To see who would change: benchbook mark {case} --again")
    else:
        typer.echo(f"{case}, edition {done.edition}, was released already. Nothing changed.")
        typer.echo(f"Learners get {done.handout}")
    _tell_due(done.due)


def _release_pair(
    cohort: Cohort, case: str, seed: int, due: datetime | None, cases: Path | None
) -> None:
    from ..cohort.releasing.release_pair import release_pair

    library = _sound(case, cases, with_variants=True)
    done = release_pair(cohort, library, case, seed, due)
    did = {"all": "released", "key": "its new key brought", "nothing": "released already"}
    for file, told in done.did.items():
        typer.echo(
            f"{file}, edition {told.edition}: {did[told.did]}. {_people(len(done.pairs.has(file)))}."
        )
    typer.echo(f"Who has which stands in {cohort.pairs_file(case)}.")
    typer.echo(f"Give each person their own file from {done.handout}, named by code.")
    if cohort.card.exchange:
        typer.echo(
            "A group has one file together. nbgrader's exchange takes the hand-ins, and shows neither file."
        )
    _tell_due(due)


def _tell_due(due: datetime | None) -> None:
    if due:
        typer.echo(f"To be handed in by {due:%A, %d %B %Y, %H:%M (UTC%z)}. Tell learners.")


@app.command()
def show(cohort: CohortOption = HERE) -> None:
    """Show how far each case of the cohort is: handed in, marked, waiting for a person."""
    from ..cohort.progress import progress

    found = cohort_at(cohort)
    rows = progress(found)
    typer.echo(f"{found.card.title}: {_people(rows.people)}")
    if not rows.cases:
        typer.echo("No case is released yet: benchbook cohort release CASE")
    for case in rows.cases:
        typer.echo(
            f"  {case.name}: {case.handed_in} handed in, {case.marked} marked, "
            f"{case.waiting} with a ruling to mark by hand"
            + (f", due {case.due:%d %B %Y, %H:%M}" if case.due else "")
        )
    if rows.unmatched:
        typer.echo(f"  {rows.unmatched} received from nobody known, in received/unmatched")


@app.command()
def forget(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The person's code.")],
    cohort: CohortOption = HERE,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a person from the cohort everywhere, and prove it by searching for what is left."""
    from ..cohort.codes import read_code
    from ..cohort.forgetting.forget import forget as forget_person
    from ..cohort.forgetting.forget import known

    found = cohort_at(cohort)
    person = known(found, read_code(code))
    who = f"{person.name} ({person.code})" if person.name else f"{person.code}, who is not listed,"
    if not yes:
        typer.confirm(
            f"This removes {who} from {found.root} with every answer and mark. "
            "It cannot be undone. Go on?",
            abort=True,
        )
    done = forget_person(found, person)
    for told in done.removed:
        typer.echo(f"removed {told}")
    typer.echo(f"removed {done.rows} row(s) of the gradebook")
    _tell("Could not be searched; look yourself:", done.traces.unread)
    _tell("Also a word of the course or of somebody else's name; look yourself:", done.traces.may)
    if done.traces.name:
        _tell(
            "Still named here. Take it out by hand, then give the command again; until then the list of people keeps the row:",
            done.traces.name,
        )
        raise typer.Exit(1)
    searched = f"Searched {done.traces.files} files and the gradebook, every byte:"
    if person.name:
        typer.echo(f"{searched} nothing else names this person.")
    else:
        typer.echo(
            f"{searched} the code stands nowhere. It is not in the list of people, so no name, email or user name could be looked for."
        )
    typer.echo("Copies elsewhere, such as mails, backups and the learner's own, are not reached.")


def cohort_at(folder: Path) -> Cohort:
    """Return the cohort at or above `folder`. Raises UsageError where there is none."""
    from ..cohort.folder import find_cohort

    return find_cohort(folder)


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _tell(heading: str, lines: list[str]) -> None:
    if lines:
        typer.echo(heading)
    for line in lines:
        typer.echo(f"  {line}")


def _sound(case: str, cases: Path | None, *, with_variants: bool = False) -> Library:
    """Return the course, if `case` has no problem in it. Raises ContentError with all it has."""
    from dataclasses import replace

    from ..casebook.contents import read_library
    from ..checks import check
    from ..errors import UsageError

    if cases is not None and not cases.is_dir():
        raise UsageError(f"There is no folder {cases}. Name the folder that holds the cases.")
    library = read_library(places.course_root(), cases)
    names = [case]
    if with_variants:
        names += [c.id for c in library.cases.values() if c.variant_of == case]
    files = {f.name for n in names if (f := library.files.get(f"case/{n}")) is not None}
    # The rest of the course is checked by its authors. A variant is compared with what it varies,
    # a form of a test with the other form.
    wanted = [c for n in names if (c := library.cases.get(n)) is not None]
    beside = {c.variant_of for c in wanted} | {c.form.pairs_with for c in wanted if c.form}
    only = {n: c for n, c in library.cases.items() if n in beside or n in names}
    problems = [p for p in check(replace(library, cases=only, lessons={})) if p.path in files]
    if problems:
        raise ContentError(problems)
    return library
