"""What the cohort learned: rows, counts, the report and the export."""
