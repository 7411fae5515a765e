"""Rank strength: say how strongly each duty is owed, and what is owed."""
