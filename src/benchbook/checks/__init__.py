"""Check: what `benchbook check` proves of the course, each proof in its own module."""

from .run import check

__all__ = ["check"]
