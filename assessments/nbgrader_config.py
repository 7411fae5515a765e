"""The course that `benchbook prove` runs nbgrader in. A cohort's folder gets its own."""

from benchbook.course_config import configure

configure(get_config())  # type: ignore[name-defined] # noqa: F821 # nbgrader puts get_config here
