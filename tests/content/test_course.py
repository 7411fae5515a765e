"""The course as it stands: sound, in step, clean, and every notebook of it runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from benchbook.casebook.contents import read_library
from benchbook.checks import check, coverage_table
from benchbook.checks.reading import teaching_words
from benchbook.jupyter_paths import find_kernel
from benchbook.notebooks.build import compare, generated
from benchbook.notebooks.hygiene import STATEMENT, tidied
from benchbook.start import prepare

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted([*ROOT.glob("modules/*/*.ipynb"), *ROOT.glob("assessments/source/*/*.ipynb")])


def test_the_course_is_sound() -> None:
    assert check(read_library(ROOT)) == []


def test_generated_files_are_in_step_with_their_sources() -> None:
    assert compare(dict(generated(read_library(ROOT))), ROOT) == []


def test_building_twice_gives_the_same_bytes() -> None:
    assert dict(generated(read_library(ROOT))) == dict(generated(read_library(ROOT)))


@pytest.mark.parametrize("path", sorted(ROOT.glob("modules/*/*.ipynb")), ids=lambda p: p.stem)
def test_a_lesson_is_as_tidy_leaves_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tidied(text) == text


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_valid_and_holds_only_statements_of_the_course(path: Path) -> None:
    notebook: Any = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert STATEMENT.fullmatch(cell.source)
            assert (cell.outputs, cell.execution_count) == ([], None)


@pytest.mark.long
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs_headless_without_an_error(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbclient import NotebookClient

    find_kernel()
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setenv("BENCHBOOK_CASES", str(ROOT / "assessments" / "cases"))
    for file in path.parent.glob("*.case.json"):
        shutil.copy(file, tmp_path)
    notebook: Any = nbformat.read(path, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}, timeout=120).execute()
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    assert not [o for o in outputs if o.output_type in {"error", "stream"}]


def test_no_file_in_the_learners_folder_holds_a_text_of_a_graded_key(tmp_path: Path) -> None:
    from benchbook.proof import leaked

    prepare(tmp_path)
    library = read_library(ROOT)
    for name, case in library.cases.items():
        if case.use == "graded" and not name.startswith("_"):
            assert list(leaked(case, tmp_path)) == []


@pytest.mark.long
def test_a_learners_kernel_opens_no_graded_key_before_hand_in(tmp_path: Path) -> None:
    """Every file that the kernel opens while a graded case is answered is recorded."""
    prepare(tmp_path)
    program = """
import os, sys
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
import benchbook
from benchbook.statements import _case, _desk
public, respond = _case("night-shift")
desk = _desk(public, respond)
assert desk.respond is None
for name in desk.questions:
    control = desk.control(name)
    control.draft = {"n": 1, "tab": "t", "answer": {"option": "x"}, "check": True}
    assert control.feedback is None, name
    assert control.saved["state"] == "saved", control.saved
benchbook.mark("night-shift", "charge")
benchbook.hand_in("night-shift")
print("\\n".join(opened))
"""
    done = subprocess.run(
        [sys.executable, "-P", "-c", program], cwd=tmp_path / "cases" / "night-shift",
        capture_output=True, text=True, check=False, env={**os.environ, "JPY_SESSION_NAME": "live"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    opened = done.stdout.splitlines()
    assert any(name.endswith("night-shift.case.json") for name in opened)
    assert not [name for name in opened if name.endswith(".yaml") or ".key.json" in name]


def plain(name: str) -> str:
    """Return a package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(name: str) -> dict[str, Requirement]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith(("#", "-e"))]
    assert "-e ." in lines, "the package itself is installed by the same command"
    return {plain(r.name): r for r in found}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_requirement_is_pinned_to_one_version_and_names_no_address(name: str) -> None:
    for requirement in pinned(name).values():
        assert re.fullmatch(r"==[\w.!+]+", str(requirement.specifier)), requirement
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text


def test_the_pins_lie_in_the_ranges_of_the_project_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, ranges in (
        ("requirements.txt", project["dependencies"]),
        (
            "requirements-test.txt",
            project["dependencies"] + project["optional-dependencies"]["test"],
        ),
    ):
        pins = pinned(name)
        for text in ranges:
            wanted = Requirement(text)
            version = str(pins[plain(wanted.name)].specifier).removeprefix("==")
            assert SpecifierSet(str(wanted.specifier)).contains(version), f"{name}: {text}"


def test_the_two_requirements_files_pin_the_same_versions() -> None:
    run, test = pinned("requirements.txt"), pinned("requirements-test.txt")
    assert {n: str(r.specifier) for n, r in run.items()} == {n: str(test[n].specifier) for n in run}


def test_the_conda_environment_installs_the_same_pins() -> None:
    from ruamel.yaml import YAML

    environment = YAML(typ="safe").load(ROOT / "environment.yml")
    assert {"pip": ["-r requirements.txt"]} in environment["dependencies"]
    python = next(d for d in environment["dependencies"] if str(d).startswith("python="))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert SpecifierSet(project["requires-python"]).contains(python.removeprefix("python=") + ".0")


def test_runtime_data_is_not_tracked() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert not re.findall(
        r"(?m)^(?!tests/).*(?:gradebook\.db|\.answers\.json|/submitted/|/autograded/)$", tracked
    )


def test_the_lessons_figures_have_alternative_text() -> None:
    for lesson in read_library(ROOT).lessons.values():
        for figure in lesson.figures:
            assert len(figure.alt) > 40
            assert len(figure.text) > len(figure.alt) / 2


def test_right_options_are_not_given_away_by_place_or_length() -> None:
    library = read_library(ROOT)
    questions = [q for c in library.cases.values() for q in c.questions]
    questions += [q for lesson in library.lessons.values() for q in lesson.questions]
    first = longest = count = 0
    for question in questions:
        options = getattr(question, "options", None)
        if question.kind == "choose-one" and options and not question.again:
            right = next(o for o in options if o.right)
            count += 1
            first += options[0] is right
            longest += max(options, key=lambda o: len(o.text)) is right
    assert first <= 0.4 * count
    assert longest <= 0.4 * count


def test_json_files_that_a_kernel_reads_hold_no_path_of_a_machine() -> None:
    for path in ROOT.glob("**/*.json"):
        if ".venv" not in path.parts:
            assert str(ROOT) not in json.dumps(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "A State must house every victim ([Protocol, Art 6(3)](cite:protocol#art-6-3)).",
            "“must” is stronger than the provision cited, which says: shall consider. Write its own verb.",
        ),
        (
            "The court must order housing.",
            "“must” stands without its provision. Cite one on this line, or say “<!-- no provision: why -->”.",
        ),
        (
            "This is sex trafficking.",
            "“sex trafficking” is not a word of this course. Write: trafficking in persons.",
        ),
        (
            "She failed to escape.",
            "“failed to escape” is not a word of this course. Write: did not leave.",
        ),
    ],
    ids=["overstated", "uncited", "term", "blame"],
)
def test_a_sentence_that_overstates_or_blames_is_told_on_its_line(
    tmp_path: Path, line: str, told: str
) -> None:
    def with_line(cells: list[Any]) -> list[Any]:
        cells[5]["source"].append("\n" + line)
        return cells

    path = course_with_cells(tmp_path, with_line)
    at = next(
        n
        for n, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line[:30] in row
    )
    found = [str(p) for p in check(read_library(tmp_path))]
    assert [
        p for p in found if p.startswith(f"modules/definition/definition.ipynb:{at}: {told}")
    ], found


def course_with_cells(root: Path, change: Callable[[list[Any]], list[Any]]) -> Path:
    """Copy the course to `root` with the cells of one lesson changed; return the notebook."""
    for name in ("modules", "assets", "assessments"):
        shutil.copytree(ROOT / name, root / name)
    path = root / "modules" / "definition" / "definition.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = change(notebook["cells"])
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def text_cell(name: str, words: int) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": ["word " * words]}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (1799, "the lesson teaches in 1,799 words. Teach in 1,800 at least: 1 are missing."),
        (1800, None),
        (3500, None),
        (3501, "the lesson teaches in 3,501 words. Teach in 3,500 at most: cut 1, what repeats first."),
    ],
)  # fmt: skip
def test_a_lesson_that_teaches_too_little_or_too_much_is_refused(
    tmp_path: Path, words: int, told: str | None
) -> None:
    def only(cells: list[Any]) -> list[Any]:
        kept = [c for c in cells if c["cell_type"] == "code"]
        return [text_cell("three-elements", words - 100), text_cell("common-mistakes", 100), *kept]

    course_with_cells(tmp_path, only)
    file = "modules/definition/definition.ipynb"
    found = [str(p) for p in check(read_library(tmp_path)) if p.path == file]
    assert found == ([f"{file}: {told}"] if told else [])


@pytest.mark.parametrize(
    "name",
    [
        "title",
        "before-you-begin",
        "what-you-think",
        "what-you-think-again",
        "key-points",
        "further-reading",
    ],
)
def test_what_opens_and_closes_a_lesson_is_not_counted_as_teaching(
    tmp_path: Path, name: str
) -> None:
    path = ROOT / "modules" / "definition" / "definition.ipynb"

    def longer(cells: list[Any]) -> list[Any]:
        cell = next(c for c in cells if c["id"] == name)
        cell["source"].append("\n\nOne sentence more.")
        return cells

    assert teaching_words(course_with_cells(tmp_path, longer)) == teaching_words(path)


def test_the_words_of_teaching_leave_out_headings_addresses_and_comments(tmp_path: Path) -> None:
    source = [
        "## Two words\n", "\n", "- Cite [Art 3](cite:protocol#art-3-a). <!-- no provision: why -->\n",
        "\n", "| verb | text |\n", "|---|---|\n", "| **shall** | duty |",
    ]  # fmt: skip
    cell = {"cell_type": "markdown", "id": "acts", "metadata": {}, "source": source}
    path = course_with_cells(tmp_path, lambda _: [cell])
    assert teaching_words(path) == len(["Cite", "Art", "3", "verb", "text", "shall", "duty"])


def test_a_lesson_still_being_written_may_be_short(tmp_path: Path) -> None:
    course_with_cells(tmp_path, lambda cells: [c for c in cells if c["cell_type"] == "code"])
    order = tmp_path / "modules" / "course.yaml"
    row = next(r for r in order.read_text("utf-8").splitlines() if "slug: definition" in r)
    unready = row.replace("ready: true", "ready: false")
    order.write_text(order.read_text("utf-8").replace(row, unready), "utf-8")
    found = [p for p in check(read_library(tmp_path)) if "teaches in" in p.message]
    assert [p for p in found if "definition" in p.path] == []


def test_a_notebook_that_cannot_be_read_is_told_and_stops_no_other_check(tmp_path: Path) -> None:
    course_with_cells(tmp_path, lambda cells: cells).write_text('{"cells": [', "utf-8")
    file = "modules/definition/definition.ipynb"
    found = [str(p) for p in check(read_library(tmp_path)) if p.path == file]
    assert found == [f"{file}: this is not a notebook. Restore it from git."]


def test_the_table_shows_each_lessons_words_of_teaching() -> None:
    library = read_library(ROOT)
    rows = coverage_table(library).splitlines()
    for slug in library.lessons:
        words = teaching_words(ROOT / "modules" / slug / f"{slug}.ipynb")
        assert [r for r in rows if r.split()[:2] == [slug, str(words)]]


def test_a_sentence_with_a_reasoned_exception_needs_no_provision() -> None:
    from benchbook.checks.strength_words import _wrong

    library = read_library(ROOT)
    assert _wrong(library, "You must breathe. <!-- no provision: a piece of advice -->") == ""
