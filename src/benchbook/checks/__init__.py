"""Check: what `benchbook check` proves of the course, each proof in its own module."""

from .run import check
from .table import coverage_table

__all__ = ["check", "coverage_table"]
