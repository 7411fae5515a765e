"""Every rule of a case file refuses what breaks it, with the exact sentence an author reads.

Each row changes one line of the template. The template is a complete case, so what the check then
says is about that line alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchbook.casebook.contents import read_library
from benchbook.casebook.yaml_file import YamlFile
from benchbook.checks import check
from benchbook.errors import ContentError

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = (ROOT / "assessments" / "cases" / "_template.yaml").read_text(encoding="utf-8")

WHY = "Add it: why it is right, or why a careful lawyer might pick it and why it fails."
BROKEN: dict[str, tuple[str, str, str]] = {
    "an option without reasons": (
        ', because: "It sees the offence. But it was complete with the hiring for that purpose."', "",
        f'option "attempt" has no "because". {WHY}'),
    "an option without citations": (
        "credit: 0.5, because: \"It sees the offence. But it was complete with the hiring for that purpose.\", cites: [state#cc-104, state#cc-106]",
        "credit: 0.5, because: \"It sees the offence. But it was complete with the hiring for that purpose.\"",
        'option "attempt" has no "cites". Add it: provisions that carry the reason, as instrument#provision.'),
    "a key that is not known": (
        "minutes: 10", "minuts: 10",
        'the file has "minuts", which is not known here. Did you mean "minutes"?'),
    "a missing field": (
        "minutes: 10\n", "",
        'the file has no "minutes". Add it: an honest estimate of the time it takes.'),
    "a word that is not offered": (
        "stage: charge ", "stage: appeal ",
        '"stage" of the file is "appeal". Write one of: first-measures, charge, trial, sentence.'),
    "a kind that does not exist": (
        "kind: order-steps", "kind: riddle",
        '"kind" of question "steps" is "riddle". Write one of: build-order, change-one-fact, choose-many, choose-one, find-elements, find-flaw, order-steps, rank-strength, ruling, tag-passages.'),
    "an id that is no word": (
        "{id: nothing, text", "{id: Nothing!, text",
        '"id" of option "Nothing!" is "Nothing!". Use a word id: small letters, digits and hyphens, starting with a letter.'),
    "a citation without provision": (
        "cites: [state#cc-122, state#cc-100-4]", "cites: [state]",
        'entry 1 of cites of option "labour" is "state". Cite as instrument#provision, for example protocol#art-3-b.'),
    "a citation that points to nothing": (
        "cites: [state#cc-122, state#cc-100-4]", "cites: [state#cc-999]",
        'the citation "state#cc-999": Republic of Marenia has no provision "cc-999"; did you mean cc-9 or cc-109 or cc-8? Correct it, or add the provision to assets/law.'),
    "two right options": (
        'text: "A breach of labour standards."', 'text: "A breach of labour standards.", right: true',
        "2 options are right. Mark exactly one with “right: true”."),
    "an option id used twice": (
        "{id: labour,", "{id: attempt,",
        'the id "attempt" is used twice. Give each its own word.'),
    "a passage id used twice": (
        "{id: stern-plans, text", "{id: milo-age, text",
        'the passage id "milo-age" is used twice in the file. Give each passage its own word.'),
    "a tag on a passage that is not there": (
        "{passage: milo-age, tag: age, side: for, because: \"He is under 18, so no means has to be proved.\"",
        "{passage: milo-old, tag: age, side: for, because: \"He is under 18, so no means has to be proved.\"",
        'there is no passage "milo-old" in this question\'s exhibits. Use one of their ids.'),
    "a tag that is not on offer": (
        "tags: [act, means, purpose, age] ", "tags: [act, means, purpose] ",
        'the tag "age" is not on offer. Add it to “tags” or leave it out.'),
    "more passages needed than there are": (
        "carry: [milo-knew]        # passages that carry it, and how many of them are needed\n        needs: 1",
        "carry: [milo-knew]\n        needs: 2",
        '"means" needs 2 passages but lists 1. Lower “needs”.'),
    "an option that is right and either": (
        "text: \"A word with the school, if he wants it.\", either: true", "text: \"A word with the school, if he wants it.\", either: true, right: true",
        'option "school" is both “right” and “either”. Keep one of them.'),
    "a matter that is not there": (
        "matter: stern-milo", "matter: stern-anna",
        'there is no matter "stern-anna". Use one of: stern-milo.'),
    "an accused who is not there": (
        "accused: stern\n", "accused: anna\n",
        'there is no accused "anna". Use one of: stern.'),
    "a verdict that the law does not share": (
        "verdict: not-made-out     # made-out | not-made-out | not-enough", "verdict: made-out",
        'element "means" is keyed made-out, but the law finds not-made-out on the facts of matter "stern-milo". Correct the facts or the key.'),
    "a duty that the law does not trigger": (
        "right: false, duty: residence", "right: true, duty: residence",
        None),  # type: ignore[dict-item] # the list of duties is the law's; the test below reads its beginning
    "a near-miss for a question that is not there": (
        "    charge: {option: nothing}", "    charg: {option: nothing}",
        'there is no question "charg". Use one of: charge, elements, measures, note, steps, tags.'),
    "a near-miss that is no answer": (
        "    charge: {option: nothing}", "    charge: {options: nothing}",
        'the near-miss for "charge" does not have the form of an answer. See docs/case-format.md.'),
    "levels that do not fall": (
        "{id: part, label: Partly, points: 1,", "{id: part, label: Partly, points: 2,",
        'the levels of "child-rule" do not fall in points. Write the best first.'),
    "a best level that is not worth the points": (
        "title: Uses the child rule\n        points: 2", "title: Uses the child rule\n        points: 3",
        '"child-rule" gives 3 points but its best level 2. Make them equal.'),
    "editions out of count": (
        "edition: 1                        # raise it", "edition: 2                        # raise it",
        "the edition is 2 but the newest one listed is 1. Add the new edition with its date and reason."),
    "a group that does not stand together": (
        "{id: charge, text: \"Apply the standard of a charge.\", group: 3,", "{id: charge, text: \"Apply the standard of a charge.\", group: 1,",
        "group 1 does not stand together. Put its steps side by side."),
    "a fact in no word of the law": (
        "acts: [recruitment] ", "acts: [hiring] ",
        None),  # type: ignore[dict-item] # as above
    "an exhibit that is not there": (
        "# exhibits: [statement-milo, messages]", "exhibits: [statement-milo, diary] #",
        'there is no exhibit "diary". Use one of: messages, statement-milo.'),
    "a text where a number belongs": (
        "minutes: 10", "minutes: ten",
        "\"minutes\" of the file cannot be 'ten': input should be a valid integer."),
    "a belief question in a case": (
        "title: The charge\n", "title: The charge\n    belief: true\n",
        "“belief” and “again” belong to lessons. Take them out."),
}  # fmt: skip


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "assets" / "law", root / "assets" / "law")
    (root / "modules").mkdir()
    (root / "assessments" / "cases").mkdir(parents=True)
    (root / "modules" / "course.yaml").write_text(
        "id: course\ntitle: T\nmodules:\n  - {slug: definition, title: T, minutes: 10}\n"
    )
    return root


def problems(root: Path, text: str) -> list[str]:
    path = root / "assessments" / "cases" / "_template.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(problem) for problem in check(read_library(root))]


def changed_line(old: str) -> int:
    return TEMPLATE[: TEMPLATE.index(old)].count("\n") + 1


def test_the_template_itself_is_sound(course: Path) -> None:
    assert problems(course, TEMPLATE) == []


@pytest.mark.parametrize("name", [n for n, row in BROKEN.items() if row[2] is not None])
def test_each_broken_rule_is_told_with_file_line_and_remedy(course: Path, name: str) -> None:
    old, new, told = BROKEN[name]
    assert TEMPLATE.count(old) == 1, "the row must change one place of the template"
    found = problems(course, TEMPLATE.replace(old, new))
    matching = [p for p in found if p.endswith(f": {told}")]
    assert matching, found
    line = int(matching[0].split(":")[1])
    assert matching[0].startswith("assessments/cases/_template.yaml:")
    assert line > 0


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        (
            "a duty that the law does not trigger",
            'option "permit" is right, but the law does not trigger the duty "residence". It triggers: ',
        ),
        ("a fact in no word of the law", ""),
    ],
)
def test_a_disagreement_with_the_law_is_told_on_its_line(
    course: Path, name: str, beginning: str
) -> None:
    old, new, _ = BROKEN[name]
    assert TEMPLATE.count(old) == 1
    found = problems(course, TEMPLATE.replace(old, new))
    assert any(
        p.startswith(f"assessments/cases/_template.yaml:{changed_line(old)}: {beginning}")
        for p in found
    ), found


def test_the_line_is_that_of_the_broken_value(course: Path) -> None:
    old = "{id: nothing, text"
    found = problems(course, TEMPLATE.replace(old, "{id: Nothing!, text"))
    assert any(
        p.startswith(f"assessments/cases/_template.yaml:{changed_line(old)}: ") for p in found
    ), found


def test_all_problems_are_told_in_one_run(course: Path) -> None:
    text = TEMPLATE.replace("minutes: 10\n", "").replace("stage: charge ", "stage: appeal ")
    assert len(problems(course, text)) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty. Start from a template."),
        ("id: a\nid: b\n", '"id" stands twice here. Keep one of them.'),
        (
            "a: b: c\n",
            "this is not YAML: mapping values are not allowed here. Look at the indentation, and quote text that holds “: ” or “#”.",
        ),
    ],
    ids=["empty", "a key twice", "not YAML"],
)
def test_a_file_that_is_no_yaml_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(text)
    with pytest.raises(ContentError) as caught:
        YamlFile(path, "case.yaml")
    assert caught.value.problems[0].message == told


def test_a_key_written_twice_is_told_on_the_second_line(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("id: a\ntitle: t\nid: b\n")
    with pytest.raises(ContentError, match=r"case\.yaml:3: "):
        YamlFile(path, "case.yaml")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"there is no such file\. Check its name\."):
        YamlFile(tmp_path / "none.yaml", "none.yaml")
