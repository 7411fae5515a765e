"""Feedback on its way back: pages, their names, and nbgrader's release."""
