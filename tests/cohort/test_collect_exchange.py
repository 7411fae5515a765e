"""Collecting from nbgrader's exchange what nbgrader itself put there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchbook.answers import SheetFile, sheet_name
from benchbook.cohort.folder import Cohort
from benchbook.cohort.hand_ins.collect import Collected, collect, find_receipt
from benchbook.cohort.hand_ins.membership import Membership, find_membership, write_membership
from benchbook.cohort.hand_ins.receipt import receipt
from benchbook.cohort.people import read_people
from benchbook.cohort.settings import cohort_api
from benchbook.course_config import ran

from .workshop import Workshop

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.name == "nt", reason="nbgrader's exchange needs Linux or macOS"),
]
CASE = "night-shift"
COURSE = "spring-workshop"


class Exchange:
    """A cohort with an exchange, and learners of this computer who submit to it."""

    def __init__(self, root: Path) -> None:
        from nbgrader.utils import get_username

        self.root = root
        self.me = str(get_username())
        place = root / "exchange"
        place.mkdir(mode=0o777)
        place.chmod(0o777)
        workshop = Workshop(root / "cohort", place, users=("ada+a", "", self.me))
        self.cohort = workshop.cohort
        self.code = dict(zip(("Ada", "Bo", "Me"), workshop.codes, strict=True))
        with cohort_api(self.cohort) as (api, log):
            ran(api.release_assignment(CASE), log, "release_assignment")
        self.inbound = place / COURSE / "inbound"

    def answered(self, name: str, option: str) -> Path:
        """Return a learner's folder with a sheet that is handed in, and the file to join with."""
        place = self.root / "learners" / name / "cases" / CASE
        if not place.exists():
            shutil.copytree(self.cohort.released(CASE), place)
            if name in self.code:
                card = self.cohort.card
                told = Membership(
                    cohort=card.id, title=card.title, code=self.code[name], exchange=card.exchange
                )
                write_membership(place.parents[1], told)
        sheet = SheetFile(place, CASE, 1)
        if sheet.sheet.state == "handed-in":
            sheet.take_back()
        sheet.record("charge", {"option": option})
        sheet.hand_in()
        return place

    def submit(self, place: Path, user: str) -> None:
        """Hand in with nbgrader's ExchangeSubmit under a user name."""
        from nbgrader.auth import Authenticator
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange import ExchangeFactory
        from traitlets.config import Config

        config = Config()
        config.CourseDirectory.course_id = COURSE
        config.Exchange.root = self.cohort.card.exchange
        config.Exchange.assignment_dir = str(place.parent)
        config.Exchange.cache = str(self.root / "cache")
        course = CourseDirectory(config=config)
        course.assignment_id, course.student_id = CASE, user.replace("+", "-")
        submit = ExchangeFactory(config=config).Submit(
            coursedir=course, authenticator=Authenticator(config=config), config=config
        )
        submit.start()
        # nbgrader refuses a plus sign in a name that is given, not in one that a hub has.
        for path in self.inbound.glob(f"{user.replace('+', '-')}+*"):
            path.rename(path.with_name(path.name.replace("-", "+", 1)) if "+" in user else path)

    def collect(self) -> Collected:
        return collect(self.cohort)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    return Exchange(tmp_path_factory.mktemp("exchange"))


@pytest.fixture
def exchange(made: Exchange) -> Exchange:
    """Give the exchange with nothing handed in."""
    for place in (made.inbound, made.root / "learners", made.root / "cache"):
        for path in place.iterdir() if place.is_dir() else ():
            path.unlink() if path.is_symlink() else shutil.rmtree(path)
    for name in ("received", "submitted"):
        shutil.rmtree(made.cohort.root / name, ignore_errors=True)
    return made


def option(cohort: Cohort, code: str) -> object:
    text = (cohort.submitted(CASE, code) / sheet_name(CASE)).read_text(encoding="utf-8")
    return json.loads(text)["answers"]["charge"]["answer"]["option"]


def run_submit(exchange: Exchange, place: Path, **more: str) -> dict[str, Any]:
    """Hand in as the learner's page does: in a process of its own."""
    membership = find_membership(place)
    assert membership
    assert membership.exchange
    home = {"HOME": str(exchange.root / "home"), "JUPYTER_DATA_DIR": str(exchange.root / "run"), **more}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-P", "-m", "benchbook.handing_in.submit", place, CASE, str(membership.cohort), membership.exchange],
        capture_output=True, check=True, cwd=place, env={**os.environ, **home},
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_hand_in_from_the_page_is_collected_by_the_user_name_and_its_receipt_confirmed(
    exchange: Exchange,
) -> None:
    place = exchange.answered("Me", "a")
    # A settings file that lies beside a case is not run.
    (place / "nbgrader_config.py").write_text("raise SystemExit")
    own = exchange.root / "own"
    told = run_submit(exchange, place, BENCHBOOK_OWN_DATA_DIR=str(own))
    assert list(told) == ["sent"]
    assert (own / "nbgrader_cache" / COURSE).is_dir()
    done = exchange.collect()
    code = exchange.code["Me"]
    assert (done.counts["new"], done.told) == (1, [])
    assert done.missing == {CASE: sorted(set(read_people(exchange.cohort)) - {code})}
    submitted = exchange.cohort.submitted(CASE, code)
    (inbound,) = exchange.inbound.iterdir()
    for name in ("timestamp.txt", "submission_secret.txt", sheet_name(CASE)):
        assert (submitted / name).read_bytes() == (inbound / name).read_bytes()
    shown = receipt(CASE, code, (place / sheet_name(CASE)).read_bytes())
    found = find_receipt(exchange.cohort, shown)
    assert found
    assert found[0].code == code
    before = {p: p.stat().st_mtime_ns for p in exchange.cohort.root.rglob("*") if p.is_file()}
    again = exchange.collect()
    assert (again.changed, again.counts["again"]) == (False, 1)
    assert {p: p.stat().st_mtime_ns for p in before} == before


def test_an_exchange_that_cannot_be_reached_is_said_and_nothing_is_lost(
    exchange: Exchange,
) -> None:
    place = exchange.answered("Me", "a")
    card = json.loads((place.parents[1] / "membership.json").read_text())
    card["exchange"] = str(exchange.root / "nowhere")
    (place.parents[1] / "membership.json").write_text(json.dumps(card))
    assert list(run_submit(exchange, place)) == ["error"]


def test_of_several_hand_ins_the_newest_counts_and_user_names_with_a_plus_and_codes_are_known(
    exchange: Exchange,
) -> None:
    for choice in ("first", "second"):
        exchange.submit(exchange.answered("Ada", choice), "ada+a")
        exchange.submit(exchange.answered("Bo", choice), exchange.code["Bo"])
    done = exchange.collect()
    assert (done.counts["new"], done.counts["newer"]) == (2, 2)
    assert {option(exchange.cohort, exchange.code[n]) for n in ("Ada", "Bo")} == {"second"}
    assert sum("was put there by" in t for t in done.told) == 4
    newest = sorted(p for p in exchange.inbound.iterdir() if p.name.startswith("ada+a+"))[-1]
    secret = exchange.cohort.submitted(CASE, exchange.code["Ada"]) / "submission_secret.txt"
    assert secret.read_bytes() == (newest / "submission_secret.txt").read_bytes()


def test_an_unknown_user_name_is_kept_and_told_and_found_once_it_is_in_the_list(
    exchange: Exchange,
) -> None:
    exchange.submit(exchange.answered("Bo", "a"), "bo_b")
    exchange.submit(exchange.answered("Ada", "a"), "ada+a")
    done = exchange.collect()
    assert (done.counts["new"], done.counts["unmatched"]) == (1, 1)
    told = next(t for t in done.told if "bo_b" in t)
    assert "No learner has the user name “bo_b”. Write it in the column “username”" in told
    people = exchange.cohort.people_file
    whole = people.read_text()
    try:
        people.write_text(
            whole.replace(f"{exchange.code['Bo']},Bo,,,", f"{exchange.code['Bo']},Bo,,,bo_b")
        )
        assert exchange.collect().counts["new"] == 1
    finally:
        people.write_text(whole)
    assert list((exchange.cohort.root / "received" / "unmatched").iterdir()) == []


def test_what_a_learner_may_put_into_the_exchange_stops_nobody_and_leads_nowhere(
    exchange: Exchange,
) -> None:
    exchange.submit(exchange.answered("Ada", "a"), "ada+a")
    (good,) = exchange.inbound.iterdir()
    secret_file = exchange.root / "private.txt"
    secret_file.write_text("of the instructor")
    time = "2026-11-22 10:00:00.000000 UTC"
    me = f"{exchange.me}+{CASE}"

    def copy(number: int, name: str | None = None) -> Path:
        target = exchange.inbound / (name or f"{me}+{time}+{number:012d}")
        shutil.copytree(good, target)
        return target

    linked = copy(1) / sheet_name(CASE)
    linked.unlink()
    linked.symlink_to(secret_file)
    (copy(2) / sheet_name(CASE)).unlink()
    (copy(3) / "timestamp.txt").unlink()
    os.truncate(copy(4) / sheet_name(CASE), 100_000_000)
    pipe = copy(5) / sheet_name(CASE)
    pipe.unlink()
    os.mkfifo(pipe)
    copy(6, "no hand-in")
    copy(7, f"{exchange.me}+open-door+{time}+a")
    copy(8, f"{exchange.me}+..+{time}+a")
    (copy(9, f"{me}+2026-13-45 99:99:99 UTC+a") / "timestamp.txt").write_text("soon")
    (exchange.inbound / f"{me}+{time}+link").symlink_to(good)
    (exchange.inbound / f"{me}+{time}+file").write_text("x")
    try:
        done = exchange.collect()
    finally:
        (exchange.inbound / f"{me}+{time}+file").unlink()
    assert (done.counts["received"], done.counts["new"]) == (1, 1)
    assert done.counts["passed over"] + done.counts["unmatched"] == 11
    everything = b"".join(p.read_bytes() for p in exchange.cohort.root.rglob("*") if p.is_file())
    assert b"of the instructor" not in everything
    assert not exchange.cohort.submitted(CASE, exchange.code["Me"]).exists()
