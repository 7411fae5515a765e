"""The arrows of docs/architecture.md: which room may know which, and what may be imported where."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "benchbook"
FILES = sorted(SOURCE.rglob("*.py"))

# Each room, and the rooms of ours that it may import from, besides itself and `errors`.
ARROWS: dict[str, set[str]] = {
    "law": set(),
    "answers": set(),
    "figures": set(),
    "activities": {"answers"},
    "casebook": {"law", "activities"},
    "marking": {"activities", "answers", "casebook", "provisions", "places"},
    "practice": {"activities", "marking", "provisions", "places"},
    "notebooks": {"law", "casebook", "activities", "answers", "figures"},
    "checks": {"law", "casebook", "activities", "marking", "notebooks"},
    "start": {"notebooks", "places", "jupyter_paths"},
    "cohort": {
        "activities",
        "answers",
        "casebook",
        "marking",
        "notebooks",
        "places",
        "provisions",
        "jupyter_paths",
        "course_config",
        "figures",
    },
    "errors": set(),
    "places": set(),
    "provisions": {"places"},
    "jupyter_paths": {"places"},
}
# The doors: what a person or a notebook calls joins the rooms and may know them all.
DOORS = {
    "__init__",
    "statements",
    "pages",
    "handing_in",
    "proof",
    "cli",
    "commands",
    "course_config",
    "analysis_command",
    "__main__",
}

# What of the cohort a learner's computer runs: joining and handing in.
JOINING = {"joining.py", "membership.py", "manifest.py", "receipt.py", "safe_file.py"}


def imported(path: Path, *, top_level: bool = False) -> Iterator[str]:
    """Return the dotted names that `path` imports; relative ones as benchbook.…"""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = ["benchbook", *path.relative_to(SOURCE).parts[:-1]]
    nodes = tree.body if top_level else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_room_imports_only_what_its_arrows_allow(path: Path) -> None:
    if room(path) in DOORS:
        return
    assert room(path) in ARROWS, "say in ARROWS what this room may import"
    allowed = {*ARROWS[room(path)], room(path), "errors"}
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("benchbook.")}
    assert ours <= allowed


def test_only_the_control_module_imports_widgets() -> None:
    users = {
        p.relative_to(SOURCE).as_posix()
        for p in FILES
        if any(n.split(".")[0] in {"ipywidgets", "anywidget"} for n in imported(p))
    }
    assert users == {"activities/control.py"}


def test_only_figures_import_matplotlib() -> None:
    users = {
        p.relative_to(SOURCE).as_posix()
        for p in FILES
        if any(n.split(".")[0] == "matplotlib" for n in imported(p))
    }
    assert all(u.startswith("figures/") or u == "notebooks/figures.py" for u in users)


def test_a_room_that_learners_kernels_load_needs_no_posix_call() -> None:
    posix_only = {"fcntl", "pwd", "grp", "resource", "termios", "pty", "posix"}
    for path in FILES:
        if room(path) in {"start", "activities", "answers", "handing_in"} or path.name in JOINING:
            text = path.read_text(encoding="utf-8")
            assert not posix_only & {n.split(".")[0] for n in imported(path)}, path
            for call in (
                "os.fork",
                "os.getuid",
                "os.geteuid",
                "os.chown",
                "os.killpg",
                "os.setsid",
                "signal.SIGKILL",
                "os.O_DIRECTORY",
            ):
                assert call not in text, f"{path}: {call} is not there on Windows"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_file_is_short_enough_to_be_read_whole(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_file_is_named_for_nothing_in_particular(path: Path) -> None:
    assert not {"utils", "helpers", "manager", "misc", "common"} & set(
        path.relative_to(SOURCE).with_suffix("").parts
    )


def test_no_module_takes_the_name_of_a_statement() -> None:
    # Importing it would put the module in the statement's place: benchbook.hand_in(…) would fail.
    import benchbook

    modules = {p.stem for p in SOURCE.iterdir() if p.suffix == ".py" or p.is_dir()}
    assert not modules & set(benchbook.__all__)


def test_a_learners_kernel_loads_no_heavy_or_needless_library() -> None:
    program = (
        "import sys, benchbook\n"
        "from benchbook.activities.control import control_class\n"
        "from benchbook.activities.desk import Desk\n"
        "import benchbook.handing_in\n"
        "control_class('choose-one')\n"
        "found = {'matplotlib', 'pandas', 'nbgrader', 'ruamel', 'typer', 'rich', 'jinja2'} & set(sys.modules)\n"
        "print(sorted(found))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
