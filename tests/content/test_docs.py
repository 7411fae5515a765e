"""The documentation: every link leads somewhere, and every command it names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from benchbook.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)
START = "pip install -r requirements.txt && benchbook start"
TEST = "pip install -r requirements-test.txt && python tests/run.py"

FENCE = re.compile(r"(?ms)^```.*?^```$")
CODE = re.compile(r"`[^`\n]+`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"(?m)^#+ +(.+)$")
COMMAND = re.compile(r"(?:^|(?<=[`\s“]))benchbook ([a-z][^\n`”]*)")
WORD = re.compile(r"[a-z][a-z-]*")
OPTION = re.compile(r"(?<=\s)--[a-z][a-z-]*")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def links(page: Path) -> Iterator[str]:
    """Return the relative links of a page; what stands in code is no link."""
    prose = CODE.sub("", FENCE.sub("", page.read_text(encoding="utf-8")))
    return (to for to in LINK.findall(prose) if not re.match(r"[a-z]+:", to))


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub makes of a page's headings."""
    headings = HEADING.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


def leads_nowhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists() or not target.is_relative_to(ROOT):
        return True
    return bool(anchor) and (target.suffix != ".md" or anchor not in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_of_a_page_leads_to_a_file_and_heading_that_exist(page: Path) -> None:
    assert [link for link in links(page) if leads_nowhere(page, link)] == []


@pytest.mark.parametrize("command", [START, TEST])
def test_the_readme_gives_each_of_the_two_commands_on_a_line_of_its_own(command: str) -> None:
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


def not_there(written: str) -> str | None:
    """Return what of a written command `benchbook` does not have: a command, or an option."""
    command: Any = get_command(app)
    words = written.split()
    while isinstance(command, TyperGroup) and words and WORD.fullmatch(words[0]):
        if words[0] not in command.commands:
            return words[0]
        command = command.commands[words.pop(0)]
    known = {name for parameter in command.params for name in parameter.opts} | {"--help"}
    return next((o for o in OPTION.findall(f" {' '.join(words)}") if o not in known), None)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_and_option_a_page_names_is_one_that_benchbook_has(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    code = "\n".join([*FENCE.findall(text), *CODE.findall(FENCE.sub("", text))])
    lines = (written.split(" && ")[0] for written in COMMAND.findall(code))
    assert [f"benchbook {line}" for line in lines if not_there(line)] == []


@pytest.mark.parametrize(
    "line", ["cohort nothing", "nothing", "start --nothing", "cohort new --x F"]
)
def test_a_command_or_option_that_is_not_there_would_be_found(line: str) -> None:
    assert not_there(line) is not None


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    records = {path.name for path in folder.glob("*.md")} - {"README.md"}
    assert set(links(folder / "README.md")) == records
