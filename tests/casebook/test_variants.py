"""A variant of a case: only what differs is written, and every problem is told where it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchbook.casebook.case import Case
from benchbook.casebook.case_file import CaseFile, read_case_file, whole_text
from benchbook.casebook.contents import read_library
from benchbook.checks.variants import variants
from benchbook.errors import ContentError

ROOT = Path(__file__).resolve().parents[2]
PLAIN = """\
vary: kitchen-porter
id: kitchen-porter-b
title: The kitchen porter, another day
differs: The pupil is of age, and nobody deceived or pressed him. The means are missing.
victims:
  milo: {gender: man}
exhibits:
  statement-milo:
    passages:
      milo-age: {text: I am nineteen.}
      milo-more: {id: milo-more, text: Nobody lied to me.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = (ROOT / "assessments" / "cases" / "_template.yaml").read_text(encoding="utf-8")
    (tmp_path / "kitchen-porter.yaml").write_text(
        text.replace("id: template ", "id: kitchen-porter "), encoding="utf-8"
    )
    return tmp_path


def overlay(folder: Path, text: str) -> Path:
    path = folder / "kitchen-porter-b.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_variant_has_everything_of_its_case_that_it_does_not_say_itself(folder: Path) -> None:
    case = read_case_file(overlay(folder, PLAIN))
    base = read_case_file(folder / "kitchen-porter.yaml")
    assert (case.id, case.variant_of, case.victims[0].gender) == (
        "kitchen-porter-b",
        "kitchen-porter",
        "man",
    )
    assert [q.id for q in case.questions] == [q.id for q in base.questions]
    texts = {p.id: p.text for e in case.exhibits for p in e.passages}
    assert texts["milo-age"] == "I am nineteen."
    assert texts["milo-more"] == "Nobody lied to me."
    assert base.exhibits[0].passages[-1].id != "milo-more"


def test_null_takes_a_thing_out(folder: Path) -> None:
    text = PLAIN.replace("milo-age: {text: I am nineteen.}", "milo-age: null")
    ids = [p.id for e in read_case_file(overlay(folder, text)).exhibits for p in e.passages]
    assert "milo-age" not in ids


def test_null_takes_a_value_out_of_a_mapping(folder: Path) -> None:
    base = read_case_file(folder / "kitchen-porter.yaml")
    first, *others = base.near_miss.answers
    text = f"{PLAIN}near_miss:\n  answers: {{{first}: null, ruling: {{text: Nothing.}}}}\n"
    changed = read_case_file(overlay(folder, text))
    assert set(changed.near_miss.answers) == {*others, "ruling"}


def test_a_tag_that_stands_for_and_against_is_named_with_its_side(folder: Path) -> None:
    base = folder / "kitchen-porter.yaml"
    found = next(q for q in read_case_file(base).questions if q.kind == "tag-passages")
    new = "{passage: milo-age, tag: means, side: SIDE, because: Both ways., cites: [state#cc-102]}"
    rows = "".join(
        f"      milo-age/means/{side}: {new.replace('SIDE', side)}\n" for side in ("for", "against")
    )
    path = overlay(folder, f"{PLAIN}questions:\n  {found.id}:\n    accepts:\n{rows}")
    merged = read_case_file(path).question(found.id)
    both = [(t.passage, t.tag, t.side) for t in getattr(merged, "accepts")]  # noqa: B009 # of one kind only
    assert {("milo-age", "means", "for"), ("milo-age", "means", "against")} <= set(both)


def test_a_name_that_its_case_does_not_have_is_told_by_line(folder: Path) -> None:
    with pytest.raises(
        ContentError, match=r'kitchen-porter-b.yaml:10: "milo-old" is not in the case'
    ):
        CaseFile(overlay(folder, PLAIN.replace("milo-age:", "milo-old:")))


def test_a_problem_of_the_variant_is_told_in_its_own_file(folder: Path) -> None:
    text = PLAIN.replace("gender: man", "gender: old")
    with pytest.raises(ContentError, match=r'kitchen-porter-b.yaml:6: "gender" of'):
        read_case_file(overlay(folder, text))


def test_a_problem_of_the_case_it_varies_is_told_in_that_file(folder: Path) -> None:
    base = folder / "kitchen-porter.yaml"
    text = base.read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("minutes:"))
    base.write_text(text.replace("minutes: 10", "minutes: many"), encoding="utf-8")
    with pytest.raises(ContentError, match=rf"kitchen-porter.yaml:{line}: "):
        read_case_file(overlay(folder, PLAIN))


def test_a_variant_of_nothing_is_refused(folder: Path) -> None:
    with pytest.raises(ContentError, match=r'b\.yaml:1: there is no case "none" beside this file'):
        CaseFile(overlay(folder, PLAIN.replace("vary: kitchen-porter", "vary: none")))


def test_a_variant_written_out_needs_no_other_file(folder: Path, tmp_path: Path) -> None:
    path = overlay(folder, PLAIN)
    alone = tmp_path / "alone" / "kitchen-porter-b.yaml"
    alone.parent.mkdir()
    alone.write_text(whole_text(path), encoding="utf-8")
    assert read_case_file(alone) == read_case_file(path)


def test_a_long_line_with_columns_is_written_out_as_it_is(folder: Path, tmp_path: Path) -> None:
    line = "Mon 5/1   bed -35   food -28   hand 0   owed 120   " * 4 + "end"
    path = overlay(folder, PLAIN.replace("I am nineteen.", f'"{line}"'))
    alone = tmp_path / "alone" / "kitchen-porter-b.yaml"
    alone.parent.mkdir()
    alone.write_text(whole_text(path), encoding="utf-8")
    texts = {p.id: p.text for e in read_case_file(alone).exhibits for p in e.passages}
    assert texts["milo-age"] == line


def problems(folder: Path, text: str) -> list[str]:
    root = folder / "course"
    for name in ("modules", "assets"):
        shutil.copytree(ROOT / name, root / name)
    path = overlay(folder, text)
    library = read_library(root, folder)
    assert isinstance(library.cases[path.stem], Case), library.problems
    return [p.message for p in variants(library, path.stem)]


def test_a_variant_that_turns_no_answer_is_refused(folder: Path) -> None:
    assert problems(folder, PLAIN) == [
        'every key is that of "kitchen-porter". A variant turns at least one right answer.'
    ]


def test_a_variant_must_say_what_differs(folder: Path) -> None:
    text = "\n".join(r for r in PLAIN.splitlines() if not r.startswith("differs"))
    assert problems(folder, text)[0] == "the variant does not say what differs. Add “differs”."


def test_a_variant_keeps_the_points_of_every_question(folder: Path) -> None:
    base = read_case_file(folder / "kitchen-porter.yaml")
    name = base.questions[0].id
    told = problems(folder, f"{PLAIN}questions:\n  {name}: {{points: 99}}\n")
    assert told[0].startswith("the questions are not those of")
