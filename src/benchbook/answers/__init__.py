"""The answer sheet: what a learner answered, on disk beside the notebook."""

from .sheet import Attempt, Earlier, Entry, Sheet
from .sheet_file import SheetFile, sheet_name

__all__ = ["Attempt", "Earlier", "Entry", "Sheet", "SheetFile", "sheet_name"]
