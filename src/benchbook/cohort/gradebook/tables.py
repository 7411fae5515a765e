"""nbgrader's tables, each with the columns that marking reads or owns and no others."""

from __future__ import annotations

from sqlalchemy import Boolean, DateTime, Float, Interval, String, column, table

ASSIGNMENT = table("assignment", column("id"), column("name"), column("duedate", DateTime))
NOTEBOOK = table("notebook", column("id"), column("name"), column("assignment_id"))
BASE_CELL = table("base_cell", column("id"), column("name"), column("notebook_id"), column("type"))
GRADE_CELL = table("grade_cells", column("id"), column("max_score", Float))
TASK_CELL = table("task_cells", column("id"), column("max_score", Float))
SOURCE_CELL = table(
    "source_cell", column("name"), column("source"), column("checksum"), column("notebook_id")
)
STUDENT = table("student", column("id", String))
SUBMISSION = table(
    "submitted_assignment",
    column("id"),
    column("assignment_id"),
    column("student_id", String),
    column("timestamp", DateTime),
    column("extension", Interval),
)
SUBMITTED_NOTEBOOK = table(
    "submitted_notebook",
    column("id"),
    column("assignment_id"),
    column("notebook_id"),
    column("flagged", Boolean),
    column("late_submission_penalty", Float),
)
GRADE = table(
    "grade",
    column("id"),
    column("notebook_id"),
    column("cell_id"),
    column("auto_score", Float),
    column("manual_score", Float),
    column("needs_manual_grade", Boolean),
)
COMMENT = table(
    "comment",
    column("id"),
    column("notebook_id"),
    column("cell_id"),
    column("auto_comment"),
    column("manual_comment"),
)
