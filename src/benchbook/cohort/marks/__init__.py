"""Marking a cohort: all hand-ins at once, again under a newer key, and by a second person."""
