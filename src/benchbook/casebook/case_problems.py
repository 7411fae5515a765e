"""What can be wrong inside a case file beyond its schema, as (place, sentence)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..activities.question import EvidenceQuestion

if TYPE_CHECKING:
    from .case import Case

Place = tuple[str | int, ...]


def repeated(case: Case) -> list[tuple[Place, str]]:
    """Return a problem for each id that stands twice."""
    lists: dict[str, list[str]] = {
        "exhibits": [e.id for e in case.exhibits],
        "questions": [q.id for q in case.questions],
        "accused": [p.id for p in case.accused],
        "victims": [p.id for p in case.victims],
        "matters": [m.id for m in case.matters],
    }
    found: list[tuple[Place, str]] = [
        ((name, i, "id"), f'the id "{word}" is used twice. Give each its own word.')
        for name, ids in lists.items()
        for i, word in enumerate(ids)
        if word in ids[:i]
    ]
    seen: set[str] = set()
    for i, exhibit in enumerate(case.exhibits):
        for j, passage in enumerate(exhibit.passages):
            if passage.id in seen:
                told = f'the passage id "{passage.id}" is used twice in the file. Give each passage its own word.'
                found.append((("exhibits", i, "passages", j, "id"), told))
            seen.add(passage.id)
    return found


def broken_references(case: Case) -> list[tuple[Place, str]]:
    """Return a problem for each name of something that the case does not have."""
    found: list[tuple[Place, str]] = []
    people = {"accused": {p.id for p in case.accused}, "victim": {p.id for p in case.victims}}
    for i, matter in enumerate(case.matters):
        for role, ids in people.items():
            name = getattr(matter, role)
            if name not in ids:
                found.append(
                    (
                        ("matters", i, role),
                        f'there is no {role} "{name}". Use one of: {", ".join(sorted(ids))}.',
                    )
                )
    matters = {m.id for m in case.matters}
    exhibits = {e.id for e in case.exhibits}
    questions = {q.id for q in case.questions}
    for i, question in enumerate(case.questions):
        matter_id = getattr(question, "matter", None)
        if matter_id is not None and matter_id not in matters:
            found.append(
                (
                    ("questions", i, "matter"),
                    f'there is no matter "{matter_id}". Use one of: {", ".join(sorted(matters))}.',
                )
            )
        if isinstance(question, EvidenceQuestion):
            for j, name in enumerate(question.exhibits or []):
                if not isinstance(name, str):
                    found.append(
                        (
                            ("questions", i, "exhibits", j),
                            "a case's question names exhibits of the file by id. Move the exhibit to the file's “exhibits”.",
                        )
                    )
                elif name not in exhibits:
                    found.append(
                        (
                            ("questions", i, "exhibits", j),
                            f'there is no exhibit "{name}". Use one of: {", ".join(sorted(exhibits))}.',
                        )
                    )
        if question.belief or question.again:
            found.append(
                (("questions", i), "“belief” and “again” belong to lessons. Take them out.")
            )
    for name in case.near_miss.answers:
        if name not in questions:
            found.append(
                (
                    ("near_miss", "answers", name),
                    f'there is no question "{name}". Use one of: {", ".join(sorted(questions))}.',
                )
            )
    for i, dispute in enumerate(case.disputed):
        if dispute.question not in questions:
            found.append(
                (
                    ("disputed", i, "question"),
                    f'there is no question "{dispute.question}". Use one of: {", ".join(sorted(questions))}.',
                )
            )
    return found


def editions(case: Case) -> list[tuple[Place, str]]:
    """Return a problem where the editions are not counted through, or the newest is not the case's."""
    numbers = [e.edition for e in case.editions]
    if numbers != list(range(1, len(numbers) + 1)):
        return [
            (("editions",), "the editions are not counted 1, 2, 3. Write each once, oldest first.")
        ]
    if case.edition != numbers[-1]:
        return [
            (
                ("edition",),
                f"the edition is {case.edition} but the newest one listed is {numbers[-1]}. Add the new edition with its date and reason.",
            )
        ]
    return []


def missing_file(case: Case) -> list[tuple[Place, str]]:
    """Return a problem where a case has no exhibits, or a form of a test has some."""
    if case.form is None and not case.exhibits:
        return [(("exhibits",), "the case has no exhibits. Write the documents of its file.")]
    if case.form is not None and case.exhibits:
        told = "a form of a test has no exhibits. Tell each story in its question."
        return [(("exhibits",), told)]
    return []
