"""`nbgrader autograde` in a cohort's folder: it marks the sheet, whatever the learner's notebook is."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from benchbook.answers import sheet_name

from .hand import CASE, Hand
from .in_process import attempted

pytestmark = [
    pytest.mark.long,
    # nbgrader's own use of SQLAlchemy warns; ours is watched elsewhere.
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]
CRITERION = "ruling-separates"


def without_cells(notebook: dict[str, Any]) -> None:
    notebook["cells"] = [c for c in notebook["cells"] if not c["id"].endswith(("-mark", "-answer"))]


def retyped(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        if cell["id"].endswith("-mark"):
            cell["source"] = ["10.0"]
            cell["metadata"]["nbgrader"].update({"points": 90.0, "locked": False, "solution": True})
        elif cell["cell_type"] == "markdown":
            cell["cell_type"] = "raw"


def injected(notebook: dict[str, Any]) -> None:
    evil = "import pathlib; pathlib.Path('ran.txt').write_text('ran')"
    for n in range(0, 20, 2):
        cell: dict[str, Any] = {
            "cell_type": "code",
            "execution_count": None,
            "id": f"evil-{n}",
            "metadata": {},
        }
        notebook["cells"].insert(n, {**cell, "outputs": [], "source": [evil]})


def forged(notebook: dict[str, Any]) -> None:
    told = {"data": {"text/plain": ["10.0"]}, "execution_count": 1, "metadata": {}}
    script = {"data": {"text/html": ["<script>window.ran = 1</script>"]}, "metadata": {}}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                {**script, "output_type": "display_data"},
                {**told, "output_type": "execute_result"},
            ]


def twice(notebook: dict[str, Any]) -> None:
    notebook["cells"] += [dict(c, id=f"{c['id']}-again") for c in notebook["cells"]]
    notebook["metadata"] = {"kernelspec": {"name": "evil", "display_name": "Evil"}}


def emptied(notebook: dict[str, Any]) -> None:
    notebook["cells"] = []


CHANGES: list[Callable[[dict[str, Any]], None]] = [
    without_cells,
    retyped,
    injected,
    forged,
    twice,
    emptied,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_whatever_was_done_to_the_notebook_the_sheet_is_marked_the_same(
    hand: Hand, change: Callable[[dict[str, Any]], None]
) -> None:
    learner = change.__name__
    path = hand.in_(learner, hand.key()) / f"{CASE}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert hand.autograde(learner) == hand.rows("honest")
    assert hand.marked(learner) == hand.marked("honest")
    assert not list(hand.root.rglob("ran.txt"))


def test_no_sheet_earns_nothing_even_where_the_notebook_shows_full_marks(hand: Hand) -> None:
    path = hand.in_("forger", None) / f"{CASE}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    forged(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert {row[0] for row in hand.autograde("forger").values()} == {0.0, None}


@pytest.fixture
def nothing_starts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make starting any process or kernel raise, and give the list of what was tried."""
    from jupyter_client.manager import AsyncKernelManager, KernelManager

    tried: list[str] = []

    def forbid(owner: Any, name: str) -> None:
        def refuse(*_: Any, **__: Any) -> Any:
            tried.append(name)
            raise AssertionError(f"{name} was called")

        monkeypatch.setattr(owner, name, refuse)

    for name in ("fork", "forkpty", "posix_spawn", "posix_spawnp", "execv", "execve", "system"):
        if hasattr(os, name):
            forbid(os, name)
    forbid(subprocess.Popen, "__init__")
    # A popen that never came to be is still cleared away.
    monkeypatch.setattr(subprocess.Popen, "__del__", lambda _: None)
    for manager in (KernelManager, AsyncKernelManager):
        forbid(manager, "start_kernel")
    return tried


def test_marking_starts_no_process_and_no_kernel(hand: Hand, nothing_starts: list[str]) -> None:
    hand.in_("still", hand.key())
    assert hand.autograde("still") == hand.rows("honest")
    assert nothing_starts == []


@pytest.mark.parametrize(
    "name", ["json.py", "benchbook.py", "nbgrader_config.py", "sitecustomize.py"]
)
def test_a_program_in_a_hand_in_is_never_imported(hand: Hand, name: str) -> None:
    learner = f"sends-{name.removesuffix('.py')}"
    trace = hand.root / f"{learner}.ran"
    folder = hand.in_(learner, hand.key())
    (folder / name).write_text(f"open({str(trace)!r}, 'w')\nraise SystemExit\n", encoding="utf-8")
    assert hand.autograde(learner) == hand.rows("honest")
    assert not trace.exists()


def test_a_sheet_that_is_a_link_is_not_followed(hand: Hand) -> None:
    folder = hand.in_("linker", None)
    own = hand.cohort.submitted(CASE, "honest") / sheet_name(CASE)
    (folder / sheet_name(CASE)).symlink_to(own)
    assert {row[0] for row in hand.autograde("linker").values()} == {0.0, None}
    assert "is a link" in hand.remembered("marking", "linker")[0]["problem"]


def test_a_notebook_that_is_not_json_stops_only_its_own_hand_in(hand: Hand) -> None:
    for learner in ("mangled", "neighbour"):
        hand.in_(learner, hand.key())
    (hand.cohort.submitted(CASE, "mangled") / f"{CASE}.ipynb").write_text("{", encoding="utf-8")
    # nbgrader itself reads the notebook before anything of ours; `benchbook mark` marks this one.
    assert not attempted(hand.root, "autograde", CASE, "mangled", ours=True)["success"]
    assert hand.autograde("neighbour") == hand.rows("honest")


def test_a_criterion_marked_by_hand_stays_done_while_its_ruling_is_unchanged(hand: Hand) -> None:
    hand.in_("kept", hand.key())
    hand.autograde("kept")
    hand.give("kept", CRITERION, 3.0)
    sheet = hand.cohort.submitted(CASE, "kept") / sheet_name(CASE)
    sheet.write_text(hand.key(charge={"option": "none"}), encoding="utf-8")
    rows = hand.autograde("kept")
    assert rows[CRITERION] == (None, 3.0, False)
    assert rows["charge-mark"] == (0.0, None, False)


def test_a_criterion_marked_by_hand_waits_again_when_its_ruling_changed(hand: Hand) -> None:
    hand.in_("rewritten", hand.key())
    hand.autograde("rewritten")
    hand.give("rewritten", CRITERION, 3.0)
    sheet = hand.cohort.submitted(CASE, "rewritten") / sheet_name(CASE)
    sheet.write_text(hand.key(ruling={"text": "Another ruling."}), encoding="utf-8")
    assert hand.autograde("rewritten")[CRITERION] == (None, 3.0, True)
    # A person has to look, however often it is marked again before that.
    assert hand.autograde("rewritten")[CRITERION] == (None, 3.0, True)


def test_a_question_marked_over_by_hand_waits_again_as_in_stock_nbgrader(hand: Hand) -> None:
    hand.in_("over", hand.key())
    hand.autograde("over")
    hand.give("over", "charge-mark", 1.0)
    points = float(hand.case.question("charge").points)
    assert hand.autograde("over")["charge-mark"] == (points, 1.0, True)


def test_marks_that_are_replaced_are_kept_with_their_edition(hand: Hand) -> None:
    hand.in_("twice-in", hand.key())
    hand.autograde("twice-in")
    assert hand.remembered("history", "twice-in") == []
    sheet = hand.cohort.submitted(CASE, "twice-in") / sheet_name(CASE)
    sheet.write_text(hand.key(charge={"option": "none"}), encoding="utf-8")
    hand.autograde("twice-in")
    kept = hand.remembered("history", "twice-in")
    points = float(hand.case.question("charge").points)
    assert [(k["cell"], k["auto_score"], k["edition"]) for k in kept] == [
        ("charge-mark", points, 1)
    ]


def test_without_a_key_marking_fails_with_a_sentence_and_no_marks(hand: Hand) -> None:
    hand.in_("keyless", hand.key())
    key = hand.cohort.key_file(CASE)
    aside = key.rename(key.with_suffix(".aside"))
    try:
        told = attempted(hand.root, "autograde", CASE, "keyless", ours=True)
    finally:
        aside.rename(key)
    assert not told["success"]
    assert "There is no key for the case" in told["log"]
    assert {row[0] for row in hand.rows("keyless").values()} == {None}
