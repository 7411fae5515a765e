"""The strength that a question keys is compared with the registry, in lessons and in cases."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchbook.casebook.contents import read_library
from benchbook.checks import check

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = (ROOT / "assessments" / "cases" / "_template.yaml").read_text(encoding="utf-8")
REASON = 'because: "The text says so."'
QUESTION = f"""\
  - id: strengths
    kind: rank-strength
    title: How strongly
    prompt: Say how strongly each duty is owed, and what is owed.
    points: 6
    duties:
      - id: housing
        text: Housing (UN Trafficking Protocol).
        provision: protocol#art-6-3
        verb: shall-consider
        owed: measure
        {REASON}
        cites: [protocol#art-6-3]
      - id: compensation
        text: Compensation (UN Trafficking Protocol).
        provision: protocol#art-6-6
        verb: shall
        owed: possibility
        {REASON}
        cites: [protocol#art-6-6]
"""
LESSON = f"""\
lesson: protection
title: Protection
minutes: 10
content_note: Nothing hard.
objectives:
  - {{id: strength, text: Name the strength of a duty.}}
questions:
{QUESTION.replace("points: 6", "points: 6" + chr(10) + "    objective: strength")}"""
PLACES = ["modules/protection/questions.yaml", "assessments/cases/_template.yaml"]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "assets" / "law", root / "assets" / "law")
    for place in PLACES:
        (root / place).parent.mkdir(parents=True)
    return root


def told(root: Path, place: str, old: str, new: str) -> list[tuple[str, str]]:
    """Return what `check` says of strengths in the file, with `old` replaced: (line, sentence)."""
    texts = [LESSON, TEMPLATE.replace("near_miss:  ", f"{QUESTION}near_miss:  ", 1)]
    for name, text in zip(PLACES, texts, strict=True):
        assert text.count(old) == 1, "the row must change one place of the file"
        (root / name).write_text(text.replace(old, new) if name == place else text, "utf-8")
    lines = (root / place).read_text("utf-8").splitlines()
    found = [p for p in check(read_library(root)) if p.path == place]
    said = [(lines[p.line - 1].strip(), p.message) for p in found]
    return [(line, message) for line, message in said if line == new]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("verb: shall-consider", "verb: shall-consider", []),
        (
            "verb: shall-consider",
            "verb: shall-endeavour",
            [
                'duty "housing" is keyed verb shall-endeavour, but UN Trafficking Protocol, '
                "Art 6(3)(a)-(d) has shall-consider. "
                "Correct the key, or the provision in assets/law."
            ],
        ),
        (
            "owed: possibility",
            "owed: result",
            [
                'duty "compensation" is keyed owed result, but UN Trafficking Protocol, '
                "Art 6(6) has possibility. Correct the key, or the provision in assets/law."
            ],
        ),
    ],
    ids=["sound", "the verb", "what is owed"],
)
def test_a_keyed_strength_that_is_not_the_provisions_own_is_told_on_its_line(
    course: Path, place: str, old: str, new: str, expected: list[str]
) -> None:
    assert told(course, place, old, new) == [(new, message) for message in expected]


@pytest.mark.parametrize(
    ("provision", "beginning"),
    [
        ("protocol#art-3-a", '"protocol#art-3-a" is a definition and has no strength. Name one'),
        ("protocol#art-66", 'the provision "protocol#art-66": '),
    ],
)
def test_a_provision_without_a_strength_is_told(
    course: Path, provision: str, beginning: str
) -> None:
    new = f"provision: {provision}"
    ((_, message),) = told(course, PLACES[0], "provision: protocol#art-6-3", new)
    assert message.startswith(beginning)
