"""What is given out: a case to the cohort, and who gets which file of a pair."""
