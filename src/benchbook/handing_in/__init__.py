"""End a case: close the sheet; in a workshop hand it in, else mark it in a process of its own."""

from .control import hand_in_control, in_cohort

__all__ = ["hand_in_control", "in_cohort"]
