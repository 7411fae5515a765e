"""Removing a person from a cohort everywhere, and proving it."""
