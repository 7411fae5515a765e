"""A cohort in real nbgrader: handed in by the exchange, marked, shown in formgrader, given back."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from typer.testing import CliRunner

from benchbook.answers import Sheet, sheet_name
from benchbook.casebook.contents import read_library
from benchbook.cli import app
from benchbook.cohort.folder import Cohort
from benchbook.cohort.new import new_cohort
from benchbook.cohort.people import read_people
from benchbook.cohort.releasing.release import release_case
from benchbook.cohort.settings import cohort_api
from benchbook.course_config import ran
from benchbook.marking.keys import read_case
from benchbook.places import course_root

from .conftest import CASE, EVIL

pytestmark = pytest.mark.long
CRITERION = "ruling-separates"
NAMES = ("Ana Žukė", "Bo Li")


@dataclass
class Workshop:
    """A cohort with an exchange: one learner handed in by it, the other by mail."""

    cohort: Cohort
    by_exchange: str
    by_mail: str
    learner: Callable[[str], Any]
    home: Path

    def submission(self, code: str) -> str:
        """Return nbgrader's own name for a hand-in."""
        from nbgrader.api import Gradebook

        with Gradebook(self.cohort.db_url) as gradebook:
            return str(gradebook.find_submission_notebook(CASE, CASE, code).id)

    def grade(self, code: str, points: float, comment: str) -> None:
        """Give points and a comment for every criterion, as formgrader writes them."""
        from nbgrader.api import Gradebook

        with warnings.catch_warnings(), Gradebook(self.cohort.db_url) as gradebook:
            warnings.simplefilter("ignore")  # nbgrader's own use of SQLAlchemy warns
            for grade in gradebook.find_submission(CASE, code).notebooks[0].grades:
                if grade.cell.cell_type == "markdown":
                    grade.manual_score, grade.needs_manual_grade = points, False
                    gradebook.find_comment(grade.name, CASE, CASE, code).manual_comment = comment
            gradebook.db.commit()

    def page(self, code: str) -> str:
        """Return the page that lies in the cohort's folder."""
        file = self.cohort.feedback(CASE, code) / f"{CASE}.html"
        return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Give a cohort with two hand-ins, marked by nbgrader's own autograde."""
    root = tmp_path_factory.mktemp("workshop")
    exchange, home = root / "exchange", root / "learner"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    home.mkdir()
    roster = root / "roster.csv"
    roster.write_text("name\n" + "\n".join(NAMES) + "\n", encoding="utf-8")
    cohort, people = new_cohort(root / "cohort", roster, exchange=str(exchange))
    os.environ.pop("JPY_SESSION_NAME", None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        release_case(cohort, read_library(course_root()), CASE)
        learner = _exchange(cohort, exchange, home)
        learner("ExchangeFetchAssignment")
        made = Workshop(cohort, people[0].code, people[1].code, learner, home)
        _answer(cohort, home / CASE)
        learner("ExchangeSubmit")
        (arrived,) = (exchange / cohort.card.id / "inbound").iterdir()
        shutil.copytree(arrived, cohort.submitted(CASE, made.by_exchange))
        shutil.copytree(cohort.released(CASE), cohort.submitted(CASE, made.by_mail))
        _answer(cohort, cohort.submitted(CASE, made.by_mail))
        with cohort_api(cohort) as (api, log):
            for code in (made.by_exchange, made.by_mail):
                ran(api.autograde(CASE, code), log, "autograde")
    return made


def _answer(cohort: Cohort, folder: Path) -> None:
    case = read_case(cohort.key_file(CASE))
    sheet = Sheet(of=CASE, edition=case.edition)
    for question, answer in {**case.near_miss_answers(), "ruling": {"text": EVIL}}.items():
        sheet.record(question, answer, "2026-11-21T10:00:00+00:00")
    (folder / sheet_name(CASE)).write_text(sheet.model_dump_json(), encoding="utf-8")


def _exchange(cohort: Cohort, exchange: Path, home: Path) -> Callable[[str], Any]:
    """Return what a learner can do at nbgrader's exchange, by the name of nbgrader's class."""
    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange import default
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.course_id = cohort.card.id
    config.CourseDirectory.assignment_id = CASE
    config.Exchange.root = str(exchange)
    config.Exchange.cache = str(home / "cache")
    config.Exchange.assignment_dir = str(home)

    def run(step: str) -> Any:
        course = CourseDirectory(config=config)
        made = getattr(default, step)(
            coursedir=course, authenticator=Authenticator(config=config), config=config
        )
        return made.start()

    return run


def feedback(workshop: Workshop, *arguments: str) -> str:
    command = ["feedback", CASE, "--cohort", str(workshop.cohort.root), *arguments]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = CliRunner().invoke(app, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def fetched(workshop: Workshop) -> list[str]:
    """Return the pages that a learner gets when they fetch feedback."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workshop.learner("ExchangeFetchFeedback")
    found = sorted((workshop.home / CASE / "feedback").rglob("*.html"))
    return [path.read_text(encoding="utf-8") for path in found]


@pytest.fixture(scope="module")
def address(workshop: Workshop) -> Iterator[str]:
    """Give the address of formgrader in the cohort's folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = workshop.cohort.root
    command = [
        sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True",
        f"--ServerApp.root_dir={root}", "--ServerApp.jpserver_extensions=nbgrader.server_extensions.formgrader=True",
    ]  # fmt: skip
    log = root.parent / "server.log"
    with log.open("wb") as stream:
        server = subprocess.Popen(command, cwd=root, stdout=stream, stderr=stream)
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(
                    f"http://127.0.0.1:{port}/formgrader", timeout=5
                )  # our own server
                break
            except OSError:
                assert server.poll() is None, log.read_text()
                time.sleep(0.25)
        else:
            pytest.fail(log.read_text())
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    context.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith(address) else route.abort(),
    )
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture
def form(page: Page, address: str, workshop: Workshop) -> Page:
    """Give formgrader's page of the hand-in that came by mail."""
    name = workshop.submission(workshop.by_mail)
    page.goto(f"{address}/formgrader/submissions/{name}/?index=0")
    page.wait_for_selector("input.score")
    return page


def test_a_hand_in_in_formgrader_fetches_nothing_from_elsewhere(
    page: Page, address: str, workshop: Workshop
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/formgrader/submissions/{workshop.submission(workshop.by_mail)}/?index=0")
    page.wait_for_selector("input.score")
    page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_formgrader_names_a_learner_by_code(form: Page, workshop: Workshop) -> None:
    assert workshop.by_mail in form.inner_text(".breadcrumb")
    text = form.inner_text("body")
    assert not any(p.name in text for p in read_people(workshop.cohort).values())


def test_a_marker_sees_the_descriptors_and_a_full_answer_for_each_criterion(
    form: Page, workshop: Workshop
) -> None:
    ruling: Any = read_case(workshop.cohort.key_file(CASE)).question("ruling")
    text = " ".join(form.inner_text(".bb-ruling").split())
    for criterion in ruling.criteria:
        assert " ".join(criterion.model.split()) in text
        for level in criterion.levels:
            assert " ".join(level.descriptor.split()) in text
    assert text.count("A full answer") == len(ruling.criteria)
    assert "MARK SCHEME" not in text


def test_the_ruling_stays_beside_the_last_criterion(form: Page) -> None:
    last = form.locator(".bb-ruling input.score").last
    last.scroll_into_view_if_needed()
    form.wait_for_timeout(200)
    answer, criterion = form.locator(".bb-ruling > .cell").first.bounding_box(), last.bounding_box()
    assert answer
    assert criterion
    assert answer["x"] + answer["width"] <= criterion["x"]
    assert answer["y"] < criterion["y"] + criterion["height"]
    assert answer["y"] + answer["height"] > 0


def test_no_script_in_a_ruling_runs_in_formgrader(form: Page) -> None:
    form.wait_for_timeout(500)
    assert form.evaluate("window.ran ?? 'nothing'") == "nothing"
    assert "<script>window.ran" in form.inner_text(".bb-ruling")


def test_points_and_a_comment_given_in_formgrader_stand_on_the_feedback_page(
    form: Page, workshop: Workshop
) -> None:
    form.locator(f"input.score#{CRITERION}").fill("3")
    form.locator(f"input.score#{CRITERION}").press("Tab")
    comment = form.locator(f"textarea#{CRITERION}-comment")
    comment.fill("Count 2B is <b>missing</b>.")
    comment.press("Tab")
    form.wait_for_load_state("networkidle")
    told = feedback(workshop)
    assert f"{workshop.by_mail}: 5 mark(s) wait for a person in formgrader." in told
    html = workshop.page(workshop.by_mail)
    assert "3 of 4 points: Mostly" in html
    assert "Count 2B is &lt;b&gt;missing&lt;/b&gt;." in html


def test_generate_feedback_of_nbgrader_itself_writes_our_page(workshop: Workshop) -> None:
    feedback(workshop)
    ours = workshop.page(workshop.by_mail)
    shutil.rmtree(workshop.cohort.feedback(CASE, workshop.by_mail))
    with warnings.catch_warnings(), cohort_api(workshop.cohort) as (api, log):
        warnings.simplefilter("ignore")
        ran(api.generate_feedback(CASE, workshop.by_mail), log, "generate_feedback")
    assert workshop.page(workshop.by_mail) == ours


def test_nothing_a_learner_is_given_before_marking_holds_a_full_answer(workshop: Workshop) -> None:
    ruling: Any = read_case(workshop.cohort.key_file(CASE)).question("ruling")
    places = [workshop.cohort.root / "release", workshop.home / CASE]
    texts = [p.read_text(encoding="utf-8") for place in places for p in place.rglob("*.ipynb")]
    assert texts
    for criterion in ruling.criteria:
        assert not any(criterion.model.split("\n")[0][:40] in text for text in texts)


def test_a_page_with_missing_marks_is_not_released(workshop: Workshop) -> None:
    told = feedback(workshop, "--release")
    assert "Released 0 page(s) by nbgrader's exchange." in told
    exchange = Path(str(workshop.cohort.card.exchange))
    assert not list(exchange.glob("*/feedback/*"))


def test_a_learner_fetches_the_page_that_was_released(workshop: Workshop) -> None:
    workshop.grade(workshop.by_exchange, 2.5, "Fair.")
    workshop.grade(workshop.by_mail, 2.5, "Fair.")
    told = feedback(workshop, "--release")
    assert "Released 1 page(s) by nbgrader's exchange." in told
    assert f"the hand-in came another way: {workshop.by_mail}." in told
    assert fetched(workshop) == [workshop.page(workshop.by_exchange)]
    assert f"Code: {workshop.by_exchange}" in fetched(workshop)[0]


def test_marks_and_comments_given_by_hand_survive_autograding_again(workshop: Workshop) -> None:
    workshop.grade(workshop.by_mail, 2.5, "Fair.")
    feedback(workshop)
    before = workshop.page(workshop.by_mail)
    with warnings.catch_warnings(), cohort_api(workshop.cohort) as (api, log):
        warnings.simplefilter("ignore")
        ran(api.autograde(CASE, workshop.by_mail), log, "autograde")
    assert "wait for a person" not in feedback(workshop)
    assert workshop.page(workshop.by_mail) == before
    assert before.count("Fair.") == 6
