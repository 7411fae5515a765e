"""What can go wrong, as sentences to the person who can put it right.

    BenchbookError
    ├── ContentError        a file of the course is wrong: names file, line and remedy
    ├── UsageError          a command was asked for something it cannot do
    └── SheetError          an answer sheet cannot be read or written

Every message says what is wrong, where, and what to do next.
A learner is shown the sentence, never a traceback.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class BenchbookError(Exception):
    """Any problem that this package can explain in a sentence."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place of one file.

    `line` counts from 1 and is 0 where the whole file is meant.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


class ContentError(BenchbookError):
    """Files of the course hold the `problems` listed, all of those found in one reading."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def at(cls, path: Path | str, line: int, message: str) -> ContentError:
        """Return the error for one problem at `path`:`line`."""
        return cls([Problem(str(path), line, message)])


class UsageError(BenchbookError):
    """A command or call was given something it cannot use."""


class SheetError(BenchbookError):
    """An answer sheet cannot be read or written."""
