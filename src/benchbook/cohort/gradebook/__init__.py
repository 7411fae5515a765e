"""nbgrader's gradebook: its tables, read and written in bulk, and the learners in it."""
