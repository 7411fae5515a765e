"""Marking: from an answer and a key to points, remarks and feedback."""
