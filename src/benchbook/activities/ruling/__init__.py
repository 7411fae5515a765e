"""Ruling: a reasoned text, marked by criteria."""
