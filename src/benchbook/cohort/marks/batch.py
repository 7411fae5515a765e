"""Mark all hand-ins of a case in one process: no kernel, and no notebook of a learner is read.

A hundred hand-ins at a time: their files first, then their rows in one transaction. Whoever stops
it, in whatever moment, runs it again: what is not in the gradebook yet is done again, with the same
keys and the same bytes, and what is there is left.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...casebook.case import Case
from ...errors import BenchbookError, UsageError
from ...marking.feedback_page import FeedbackPages
from ...marking.keys import read_case
from ...marking.marked import mark_hand_in
from ...marking.marked_notebook import MarkedNotebooks
from ...marking.records import (
    Marking,
    Replaced,
    ensure_tables,
    keep_history,
    markings,
    plain_line,
    utc_now,
    write_markings,
)
from ..folder import Cohort
from ..gradebook.database import Gradebook, Standing, known, read_cells, read_rows, standing
from ..gradebook.write import Marks, write_marks
from ..hand_ins.handed_in import HandedIn, read_handed_in
from . import again
from .batch_summary import (
    HAND_IN_AGAIN,
    LEFT,
    NO_LEARNER,
    NOT_WRITTEN,
    OUR_FAULT,
    Summary,
    late,
)
from .marked_files import MarkedFiles
from .standing_marks import points_given, replaced_marks, rubric_given

AT_ONCE = 100
# What stops the whole run: no other hand-in could be written either.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EMFILE}


class StoppedError(BenchbookError):
    """Marking could not go on; what is marked stays marked, and running it again does the rest."""


@dataclass(frozen=True)
class Looked:
    """A hand-in, what its marks are from, and what stands for it in the gradebook."""

    handed_in: HandedIn
    marking: Marking | None
    standing: Standing | None


@dataclass(frozen=True)
class Done:
    """A hand-in whose files are written, and what is still to be written to the gradebook."""

    marks: Marks
    marking: Marking
    replaced: list[Replaced]


class Batch:
    """Marks the hand-ins of one case of one cohort."""

    def __init__(
        self, cohort: Cohort, name: str, gradebook: Gradebook, at_once: int = AT_ONCE
    ) -> None:
        """Read the key of the case `name` and what the gradebook knows of it.

        Raises UsageError where it is not released, or the key does not fit what was released.
        """
        self._cohort = cohort
        self._gradebook = gradebook
        self._at_once = at_once
        folder = cohort.released(name)
        try:
            notebook = (folder / f"{name}.ipynb").read_text(encoding="utf-8")
            questions = json.loads((folder / f"{name}.case.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise UsageError(
                f"“{name}” has not been released to this cohort, or its release is damaged. "
                f"Run “benchbook cohort release {name}”."
            ) from None
        if not cohort.key_file(name).is_file():
            raise UsageError(f"{cohort.key_file(name)} is not there. Put the key of “{name}” back.")
        self.case: Case = read_case(cohort.key_file(name))
        with gradebook.transaction() as connection:
            self._cells = read_cells(connection, name)
            ensure_tables(connection)
        again.check_released(self.case, questions)
        again.check_cells(self.case, self._cells)
        self._notebooks = MarkedNotebooks(self.case, notebook, self._cells.sources)
        self._pages = FeedbackPages(self.case)
        self._files = MarkedFiles(cohort, name)
        self._course = cohort.card.id

    def codes(self, only: Sequence[str] = ()) -> list[str]:
        """Return whose hand-ins are marked, sorted: all, or `only` those named.

        Raises UsageError where one that is named has no hand-in.
        """
        submitted = self._cohort.root / "submitted"
        codes = [path.name for path in submitted.iterdir()] if submitted.is_dir() else []
        # A link that leads nowhere is a hand-in as well: somebody must be told of it.
        there = sorted(c for c in codes if os.path.lexists(submitted / c / self.case.id))
        missing = [code for code in only if code not in there]
        if missing:
            raise UsageError(
                f"There is no hand-in for “{self.case.id}” from {plain_line(', '.join(missing))}. "
                "Look at the code, or collect the hand-in first."
            )
        return [code for code in there if code in only] if only else there

    def changes(self, codes: Sequence[str]) -> Iterator[tuple[again.Changed, int]]:
        """Return each hand-in that marking again would change, and the edition it is marked under."""
        for part in self._parts(codes):
            for looked in self._look(part, Summary()):
                if looked.standing is None:
                    continue
                marked = mark_hand_in(self.case, looked.handed_in.received(self.case.id))
                found = again.change(marked, looked.handed_in.code, looked.standing)
                if found is not None:
                    since = looked.marking.edition if looked.marking else self.case.edition
                    yield found, since

    def mark(
        self,
        codes: Sequence[str],
        *,
        all_again: bool = False,
        told: Callable[[int], None] = lambda _: None,
    ) -> Summary:
        """Mark the hand-ins of `codes`; `told` is called with how many more are done.

        What is marked from the same sheet under the same edition is left, and with `all_again` is
        not. Raises StoppedError where nothing more can be written.
        """
        summary = Summary()
        for part in self._parts(codes):
            looked = self._look(part, summary)
            todo = looked if all_again else [x for x in looked if not self._stays(x, summary)]
            done = [d for d in (self._done(x, summary) for x in todo) if d is not None]
            if done:
                self._write(done, {x.handed_in.code: x.standing for x in todo if x.standing})
            summary.marked += len(done)
            told(len(part))
        return summary

    def _parts(self, codes: Sequence[str]) -> Iterator[Sequence[str]]:
        for start in range(0, len(codes), self._at_once):
            yield codes[start : start + self._at_once]

    def _look(self, codes: Sequence[str], summary: Summary) -> list[Looked]:
        name = self.case.id
        with self._gradebook.transaction() as connection:
            # A name that is no text is nobody's, and a database would refuse to be asked for it.
            learners = known(connection, [code for code in codes if _is_text(code)])
            codes, all_codes = sorted(learners), codes
            before = markings(connection, name, codes)
            there = standing(connection, self._cells, codes)
            read_rows(connection, self._cells, list(there.values()))
        summary.not_marked += [(code, NO_LEARNER) for code in all_codes if code not in learners]
        return [
            Looked(
                read_handed_in(self._cohort.submitted(name, code), code, name),
                before.get(code),
                there.get(code),
            )
            for code in codes
        ]

    def _stays(self, looked: Looked, summary: Summary) -> bool:
        """Tell whether the hand-in keeps the marks it has, and tell of it what there is to tell."""
        handed_in, before, there = looked.handed_in, looked.marking, looked.standing
        if before is None or there is None:
            return False
        if before.edition != self.case.edition:
            summary.left.append((handed_in.code, LEFT.format(before.edition)))
            return True
        if (
            before.sheet_digest != handed_in.digest
            or (handed_in.timestamp or there.timestamp) != there.timestamp
            or not self._files.are_there(handed_in.code)
        ):
            return False
        summary.unchanged += 1
        summary.tell(handed_in.code, before.problem, late(handed_in, there, self._cells.due))
        return True

    def _done(self, looked: Looked, summary: Summary) -> Done | None:
        """Mark one hand-in and write its files; None where that could not be done, and then tell."""
        code = looked.handed_in.code
        try:
            return self._marked(looked, summary)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise StoppedError(
                    f"The hand-in of {code} could not be written: {error.strerror}. "
                    "Make room on the disk and run the command again; nothing is lost."
                ) from error
            summary.not_marked.append((code, NOT_WRITTEN.format(error.strerror)))
        except Exception as error:  # whatever a learner sent must not stop the others
            summary.not_marked.append((code, OUR_FAULT.format(type(error).__name__)))
        return None

    def _marked(self, looked: Looked, summary: Summary) -> Done:
        handed_in, there = looked.handed_in, looked.standing
        marked = mark_hand_in(self.case, handed_in.received(self.case.id))
        ruling = marked.ruling_digest()
        before = looked.marking
        new_ruling = before is not None and before.ruling_digest not in ("", ruling)
        notebook = self._notebooks.text(marked)
        rubric, by_hand = rubric_given(self.case, there, new_ruling), points_given(self.case, there)
        page = self._pages.page(marked, rubric, handed_in.code, by_hand)
        self._files.write(handed_in, notebook, page)
        problem = " ".join(
            part
            for part in (
                marked.received.problem and f"{marked.received.problem} {HAND_IN_AGAIN}",
                *marked.notes,
                handed_in.problem,
            )
            if part
        )
        code, moment = handed_in.code, utc_now()
        summary.tell(code, problem, late(handed_in, there, self._cells.due))
        scores = {f"{q.question.id}-mark": q.mark.points for q in marked.questions}
        return Done(
            Marks(code, handed_in.timestamp, scores, new_ruling),
            Marking(
                code, self.case.id, handed_in.digest, ruling, self.case.edition, problem, moment
            ),
            replaced_marks(marked, code, there, before, moment),
        )

    def _write(self, done: Sequence[Done], there: dict[str, Standing]) -> None:
        with self._gradebook.transaction() as connection:
            keep_history(connection, [r for d in done for r in d.replaced])
            write_marks(connection, self._course, self._cells, [d.marks for d in done], there)
            write_markings(connection, [d.marking for d in done])


def _is_text(name: str) -> bool:
    """Tell whether the name of a folder is text; on Linux it can be any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
