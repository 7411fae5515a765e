"""Mark one closed sheet for the learner themself: `python -m benchbook.marking.self_mark FOLDER CASE`.

Runs in a process of its own, so that the learner's kernel never opens a key. It prints JSON:
`{"html": …}` with marks, feedback, rubric and exemplars, or `{"error": sentence}`.
"""

from __future__ import annotations

import json
import os
import sys
from html import escape
from pathlib import Path
from typing import Any

from ..activities.printed import paragraphs
from ..activities.ruling.question import Ruling
from ..answers import sheet_name
from ..answers.sheet_file import read_sheet
from ..casebook.case import Case
from ..errors import BenchbookError, UsageError
from ..places import course_root
from .award import award
from .feedback import answered, feedback
from .keys import VARIABLE, read_case


def self_mark(folder: Path, name: str) -> str:
    """Return the feedback on the closed sheet of the case `name` in `folder`, as HTML.

    Raises UsageError for a sheet that is still open or a case without key, SheetError for a
    sheet that cannot be read.
    """
    sheet = read_sheet(folder / sheet_name(name))
    if sheet.state != "handed-in":
        raise UsageError("This sheet is still open. Hand it in first.")
    cases = Path(os.environ.get(VARIABLE) or course_root() / "assessments" / "cases")
    path = cases / f"{name}.yaml"
    if not path.is_file():
        raise UsageError(f"The key of “{name}” is not on this computer. Your instructor marks it.")
    return marked_html(read_case(path), sheet.standing())


def marked_html(case: Case, answers: dict[str, dict[str, Any]]) -> str:
    """Return marks and feedback on every question, and the ruling beside rubric and exemplars."""
    earned = most = 0.0
    sections = []
    for n, question in enumerate(case.questions, 1):
        answer = answers.get(question.id)
        mark = award(question, answer)
        earned += mark.points
        most += mark.max
        body = answered(question.public(), answer)
        body += rubric(question) if isinstance(question, Ruling) else feedback(mark)
        sections.append(f"<section><h3>Question {n}: {escape(question.title)}</h3>{body}</section>")
    head = (
        f"<h2>Your marks: {earned:g} of {most:g} points</h2>" if most else "<h2>Your answers</h2>"
    )
    aside = "<p>The ruling is not in this sum. Compare it with the criteria and the two examples below, and mark it yourself.</p>"
    has_ruling = any(isinstance(q, Ruling) for q in case.questions)
    return f'<div class="bb-marks">{head}{aside if has_ruling else ""}{"".join(sections)}</div>'


def rubric(question: Ruling) -> str:
    """Return the criteria with their levels and what a full answer says, then the exemplars."""
    parts = ["<h4>The criteria</h4>"]
    for criterion in question.criteria:
        rows = "".join(
            f"<tr><th scope='row'>{escape(lv.label)} ({lv.points:g})</th><td>{escape(lv.descriptor)}</td></tr>"
            for lv in criterion.levels
        )
        parts.append(
            f"<details open><summary>{escape(criterion.title)} ({criterion.points:g} points)</summary>"
            f"<table><caption>Levels</caption><tbody>{rows}</tbody></table>"
            f"<p><strong>A full answer:</strong></p>{paragraphs(criterion.model)}</details>"
        )
    parts.append("<h4>Two rulings to compare yours with</h4>")
    for exemplar in question.exemplars:
        parts.append(
            f"<details><summary>{escape(exemplar.level)}</summary>{paragraphs(exemplar.text)}"
            f"<p><strong>Why:</strong></p>{paragraphs(exemplar.comment)}</details>"
        )
    return "".join(parts)


def main() -> None:
    """Print the feedback, or the sentence that says why there is none, as JSON."""
    try:
        told = {"html": self_mark(Path(sys.argv[1]), sys.argv[2])}
    except BenchbookError as error:
        told = {"error": str(error)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
