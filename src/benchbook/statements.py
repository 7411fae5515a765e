"""What a code cell of the course can say: one function for each statement, and nothing else.

Each cell is one line, `import benchbook; benchbook.ask("definition", "first-look")`. In a live
session the cell shows a control; executed headless it shows the recorded answer as text.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from .errors import BenchbookError, UsageError

P = ParamSpec("P")
R = TypeVar("R")
_DESKS: dict[tuple[Path, str], Any] = {}


def live() -> bool:
    """Tell whether a page is open on this kernel. JupyterLab names the notebook, nbgrader does not."""
    return "JPY_SESSION_NAME" in os.environ


def _show(html: str) -> None:
    from IPython.display import HTML, display

    display(HTML(html))


def _in_sentences(statement: Callable[P, R]) -> Callable[P, R | None]:
    """Let a learner read the sentence of an error, never a traceback; headless it is raised."""

    @functools.wraps(statement)
    def said(*args: P.args, **kwargs: P.kwargs) -> R | None:
        try:
            return statement(*args, **kwargs)
        except BenchbookError as error:
            if not live():
                raise
            _show(f'<div class="bb-problem" role="alert"><p>{escape(str(error))}</p></div>')
            return None

    return said


def _lesson(slug: str) -> tuple[dict[str, Any], Any]:
    """Return a lesson's public questions, and the function that answers at once."""
    from .practice import prepared, respond_to

    lesson = prepared(slug, "modules")
    return lesson["public"], respond_to(lesson)


def _case(case: str) -> tuple[dict[str, Any], Any]:
    """Return a case's public questions; a graded one comes without a function that answers."""
    path = Path.cwd() / f"{case}.case.json"
    try:
        public: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"The file “{path.name}” that belongs beside this notebook cannot be read ({error}). "
            "Start the course again, or ask your instructor for the case."
        ) from None
    if public["use"] != "practice":
        return public, None
    from .practice import prepared, respond_to

    # The keys are read when the first answer is checked, not when the page opens.
    return public, lambda name, answer: respond_to(prepared(case, "practice"))(name, answer)


def _desk(public: dict[str, Any], respond: Any) -> Any:
    """Return the desk of this folder, the same one for every page on this kernel."""
    from .activities.desk import Desk

    place = (Path.cwd(), public["id"])
    if place not in _DESKS:
        _DESKS[place] = Desk(place[0], public, respond)
    return _DESKS[place]


def _show_question(public: dict[str, Any], respond: Any, question: str) -> None:
    if live():
        from IPython.display import display

        display(_desk(public, respond).control(question))
        return
    from .marking.printed_answer import printed_answer

    _show(printed_answer(public, question, Path.cwd()))


@_in_sentences
def ask(lesson: str, question: str) -> None:
    """Show a question or activity of a lesson, with feedback at once."""
    _show_question(*_lesson(lesson), question)


@_in_sentences
def answer(case: str, question: str) -> None:
    """Show a question of a case; headless, the recorded answer."""
    _show_question(*_case(case), question)


@_in_sentences
def mark(case: str, question: str) -> float | None:
    """Return the points for one question of a case where its key is at hand.

    In a live session without key it only says when marking happens; headless it raises UsageError.
    """
    from .marking.mark_cell import mark_cell

    if live():
        return None
    points, feedback = mark_cell(case, question, Path.cwd())
    _show(feedback)
    return points


@_in_sentences
def hand_in(case: str) -> None:
    """Show the button that ends a case; headless, nothing."""
    if not live():
        return
    from IPython.display import display

    from .handing_in import hand_in_control

    display(hand_in_control(_desk(*_case(case))))


@_in_sentences
def figure(lesson: str, name: str) -> None:
    """Show a figure that build drew, with its alternative text."""
    from .pages import figure_html

    _show(figure_html(lesson, name))


@_in_sentences
def glossary(course: str) -> None:
    """Show every term of the course with its provision."""
    from .pages import glossary_html

    _show(glossary_html(course))


@_in_sentences
def search(course: str) -> None:
    """Show the search over lessons, terms and sources; headless, nothing."""
    if not live():
        return
    from IPython.display import display

    from .activities.control import control
    from .pages import search_index

    display(control("search", index=search_index(course, Path.cwd())))


@_in_sentences
def sources(part: str) -> None:
    """Show every provision that a lesson or case cites: what it says, how strongly, how checked."""
    from .pages import sources_html

    _show(sources_html(part))


@_in_sentences
def onward(lesson: str) -> None:
    """Show the way to the previous and the next part of the course."""
    from .pages import onward_html

    _show(onward_html(lesson))


@_in_sentences
def contents(course: str) -> None:
    """Show the start page: the map of the course, and where to go on."""
    from .pages import contents_html

    _show(contents_html(course, Path.cwd()))
