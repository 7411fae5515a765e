"""The feedback page of one hand-in: their answer, the better answer, why, and the rubric.

A page is one HTML file without script, picture or font from outside, and a policy in it forbids
them. What is the same on all pages of a case is made once; the same marks give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from ..activities.printed import paragraphs
from ..activities.question import Question
from ..activities.ruling.question import Ruling
from ..casebook.case import Case
from .feedback import remark, said
from .marked import MarkedHandIn, MarkedQuestion
from .rubric_feedback import RubricFeedback, RubricMark

STYLE = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"
AGAIN = (
    "What to do: open the case on your computer, look whether your answers are there, and hand in "
    "again. If that does not help, write to your instructor and give your code."
)
ASK = "What to do: write to your instructor, give your code, and say which question it is."


class FeedbackPages:
    """Makes the feedback pages of one case; what is the same on all of them is made once."""

    def __init__(self, case: Case) -> None:
        """Prepare the pages of `case`."""
        self.case = case
        self._numbers = {q.id: n for n, q in enumerate(case.questions, 1)}
        self._public = {q.id: q.public() for q in case.questions}
        self._heads = {q.id: self._head(q) for q in case.questions}
        self._keys = {q.id: self._key(q) for q in case.questions if not isinstance(q, Ruling)}
        self._rubrics = {q.id: RubricFeedback(q) for q in case.questions if isinstance(q, Ruling)}
        self._opening = head(f"Feedback: {case.title}")
        self._foot = (
            f"</main>\n<footer><p>Marked with edition {case.edition} of the key. Everybody in this "
            "case is fictional.</p></footer>\n</body>\n</html>\n"
        )

    def page(
        self,
        marked: MarkedHandIn,
        rubric: Mapping[str, RubricMark],
        code: str,
        by_hand: Mapping[str, float] | None = None,
    ) -> str:
        """Return the page as HTML. The same marks give the same bytes.

        `rubric` is by criterion id, without its question's id. `by_hand` holds, by question id, the
        points that a person put over those of the key. `code` is the learner's; no name stands here.
        """
        hand = by_hand or {}
        return "".join(
            (
                self._opening,
                '<header><p class="kind">Feedback</p>',
                f"<h1>{escape(self.case.title)}</h1><p>Code: {escape(code)}</p></header>\n",
                '<main id="main">\n',
                *self._body(marked, rubric, hand),
                self._foot,
            )
        )

    def _body(
        self, marked: MarkedHandIn, rubric: Mapping[str, RubricMark], hand: Mapping[str, float]
    ) -> Iterator[str]:
        problem = marked.received.problem
        unread = [self._numbers[q.question.id] for q in marked.questions if q.malformed]
        if problem:
            # Who is asked to hand in again must not be shown the key first.
            yield _told(f"{escape(problem)} So no answer could be marked.", AGAIN)
            return
        if unread:
            named = ", ".join(str(n) for n in unread)
            yield _told(
                f"The answer to question {named} could not be read, so it earned no points. "
                "All others were marked.",
                ASK,
            )
        yield self._sum(marked, rubric, hand)
        yield from (self._section(q, rubric, hand) for q in marked.questions)

    def _sum(
        self, marked: MarkedHandIn, rubric: Mapping[str, RubricMark], hand: Mapping[str, float]
    ) -> str:
        rows, earned, most, waiting = [], 0.0, 0.0, 0
        for q in marked.questions:
            part = self._rubrics.get(q.question.id)
            if part:
                points, full = part.earned(rubric), part.most
                waiting += part.waiting(rubric)
                shown = part.points(rubric)
            else:
                points, full = hand.get(q.question.id, q.mark.points), q.mark.max
                shown = f"{points:g} of {full:g}"
            earned, most = earned + points, most + full
            rows.append(f'{self._heads[q.question.id][0]}<td class="number">{shown}</td></tr>')
        total = f"{round(earned, 2):g} of {most:g} points"
        open_ = (
            f"<p>This is not the end: {waiting} {'criterion' if waiting == 1 else 'criteria'} of the "
            "ruling still wait for a person’s marks.</p>"
            if waiting
            else ""
        )
        return (
            '<section aria-labelledby="marks"><h2 id="marks">Your marks</h2>'
            f'<p class="points">{total}{" so far" if waiting else ""}</p>{open_}'
            "<table><caption>Points for each question</caption><thead><tr>"
            '<th scope="col">Question</th><th scope="col">Points</th></tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></section>\n"
        )

    def _section(
        self, marked: MarkedQuestion, rubric: Mapping[str, RubricMark], hand: Mapping[str, float]
    ) -> str:
        name = marked.question.id
        answer = marked.said
        part = self._rubrics.get(name)
        if part:
            return f"{self._heads[name][1]}{part.html(answer, rubric)}</section>\n"
        points, most = hand.get(name, marked.mark.points), marked.mark.max
        note = " Your instructor gave these points in place of the key’s." if name in hand else ""
        better = (
            "<p>Your answer earns every point.</p>"
            if marked.mark.points == most
            else self._keys[name]
        )
        why = "".join(remark(r) for r in marked.mark.remarks)
        return (
            f'{self._heads[name][1]}<p class="points">{points:g} of {most:g} points.{note}</p>'
            f'<h3>Your answer</h3><div class="said">{answer}</div>'
            f"<h3>The better answer</h3>{better}<h3>Why</h3><ul>{why}</ul></section>\n"
        )

    def _head(self, question: Question) -> tuple[str, str]:
        name, title = (
            question.id,
            f"Question {self._numbers[question.id]}: {escape(question.title)}",
        )
        return (
            f'<tr><th scope="row"><a href="#q-{name}">{title}</a></th>',
            f'<section aria-labelledby="q-{name}"><h2 id="q-{name}">{title}</h2>{paragraphs(question.prompt)}',
        )

    def _key(self, question: Question) -> str:
        return (
            f'<div class="said key">{said(self._public[question.id], question.key_answer())}</div>'
        )


def _told(what: str, remedy: str) -> str:
    return (
        '<section class="told" aria-labelledby="told"><h2 id="told">Your hand-in</h2>'
        f"<p>{what}</p><p>{remedy}</p></section>\n"
    )


def head(title: str) -> str:
    """Return the beginning of a page of ours called `title`, up to and with the way to its main part."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Go to the main part</a>\n'
    )


__all__ = ["FeedbackPages", "RubricMark", "head"]
