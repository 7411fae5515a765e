"""The command: help in plain words, clear refusals, and broken content told by file and line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = ("start", "check", "tidy", "build", "prove", "new-case", "analyse")


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from benchbook.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the course that a test may break."""
    for name in ("modules", "assessments", "assets", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_without_a_word_of_programming(command: str) -> None:
    told = run(command, "--help").stdout
    assert "Usage:" in told
    assert not {"traceback", "kernel", "schema", "pydantic", "yaml.load", "stdout"} & set(
        told.lower().split()
    )


def test_check_says_that_the_course_is_sound() -> None:
    done = run("check")
    assert (done.returncode, "Sound:" in done.stdout) == (0, True)


def test_a_broken_key_makes_check_fail_and_names_file_and_line(copy: Path) -> None:
    path = copy / "assessments" / "cases" / "night-shift.yaml"
    text = path.read_text(encoding="utf-8")
    line = next(
        n for n, row in enumerate(text.splitlines(), 1) if row.strip() == "verdict: made-out"
    )
    path.write_text(text.replace("verdict: made-out", "verdict: not-made-out", 1), encoding="utf-8")
    done = run("check", cwd=copy)
    assert done.returncode == 1
    assert f"assessments/cases/night-shift.yaml:{line}: element " in done.stderr


def test_a_broken_citation_makes_check_build_and_prove_fail(copy: Path) -> None:
    path = copy / "assessments" / "cases" / "night-shift.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("state#cc-101", "state#cc-1010", 1), encoding="utf-8")
    for command in (("check",), ("build", "--check"), ("prove", "night-shift")):
        done = run(*command, cwd=copy)
        assert done.returncode == 1
        assert "assessments/cases/night-shift.yaml:" in done.stderr
        assert 'the citation "state#cc-1010"' in done.stderr


def test_an_edited_generated_notebook_makes_build_check_fail(copy: Path) -> None:
    path = copy / "assessments" / "source" / "night-shift" / "night-shift.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Hand in", "Give up", 1), encoding="utf-8")
    done = run("build", "--check", cwd=copy)
    assert done.returncode == 1
    assert "assessments/source/night-shift/night-shift.ipynb:" in done.stderr
    assert "Run “benchbook build”" in done.stderr or "run “benchbook build”" in done.stderr
    run("build", cwd=copy)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.long
def test_prove_fails_where_a_near_miss_is_no_miss(copy: Path) -> None:
    path = copy / "assessments" / "cases" / "open-door.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("near_miss:"))
    answers = next(n for n in range(at, len(lines)) if lines[n].strip() == "answers:")
    end = next(
        n for n in range(answers + 1, len(lines)) if lines[n] and not lines[n].startswith(" ")
    )
    lines[answers + 1 : end] = ['    charging-note: {text: "The key’s other answers stand."}']
    path.write_text("\n".join(lines), encoding="utf-8")
    done = run("prove", "open-door", cwd=copy)
    assert done.returncode == 1
    assert "The near-miss" in done.stderr or "the near-miss earns 26 of 26 points" in done.stderr


def test_a_private_folder_of_cases_is_checked_and_built_beside_itself(tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    cases.mkdir()
    text = (ROOT / "assessments" / "cases" / "open-door.yaml").read_text(encoding="utf-8")
    (cases / "closed-door.yaml").write_text(
        text.replace("id: open-door", "id: closed-door", 1), encoding="utf-8"
    )
    assert run("check", "--cases", str(cases)).returncode == 0
    assert run("build", "--cases", str(cases)).returncode == 0
    made = sorted(p.name for p in (tmp_path / "source" / "closed-door").iterdir())
    assert made == ["closed-door.case.json", "closed-door.ipynb"]


def test_a_new_case_from_the_template_is_sound_once_it_is_listed(copy: Path) -> None:
    done = run("new-case", "first-try", cwd=copy)
    assert done.returncode == 0, done.stderr
    course = copy / "modules" / "course.yaml"
    course.write_text(
        course.read_text(encoding="utf-8") + "  - {id: first-try, module: definition}\n"
    )
    done = run("check", cwd=copy)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["First Try", "first_try", "../x", ""])
def test_a_case_id_that_is_no_word_is_refused(copy: Path, name: str) -> None:
    done = run("new-case", name, cwd=copy)
    assert done.returncode == 2
    assert "is no case id" in done.stderr


def test_a_case_that_is_there_is_not_overwritten(copy: Path) -> None:
    done = run("new-case", "night-shift", cwd=copy)
    assert (done.returncode, "already" in done.stderr) == (2, True)


def test_analyse_prints_the_json_that_programs_read(tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "acts: [recruitment]\nmeans: []\npurposes: [sexual-exploitation]\nvictim_age: 17\n"
    )
    told = json.loads(run("analyse", str(facts), "--under", "state", "--json").stdout)
    assert told["offence"] == "made-out"
    assert told["elements"] == {"act": "yes", "means": "no", "purpose": "yes", "child": "yes"}
    assert {"id", "addressee", "binds", "verb", "owed", "cites"} == set(told["duties"][0])


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("acts: [hiring]\n", 1, "Accepted words: recruitment, transportation"),
        ("acts: []\nmeens: []\n", 2, "Accepted keys: acts, means"),
    ],
)
def test_an_unknown_word_in_the_facts_is_told_with_file_line_and_accepted_words(
    tmp_path: Path, text: str, line: int, told: str
) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text(text)
    done = run("analyse", str(facts), "--under", "protocol")
    assert done.returncode == 2
    assert f"{facts}:{line}: " in done.stderr
    assert told in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--under", "mars"), "Accepted words: protocol, cets197, eu, state"),
        (("--under", "eu", "--on", "2001-01-01"), "was not in force on 2001-01-01"),
        (("--under", "eu", "--on", "yesterday"), "is no date. Write it as 2024-07-14."),
    ],
)
def test_a_law_or_day_that_there_is_not_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("acts: [recruitment]\n")
    done = run("analyse", str(facts), *arguments)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr


@pytest.mark.long
def test_prove_shows_every_case_through_nbgrader_itself() -> None:
    done = run("prove")
    assert done.returncode == 0, done.stderr
    assert "night-shift: key 50 of 50, untouched 0, near-miss 43" in done.stdout
    assert "open-door: key 26 of 26, untouched 0, near-miss 23" in done.stdout
