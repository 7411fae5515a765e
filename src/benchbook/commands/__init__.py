"""The commands of `benchbook`, by who gives them: a learner, an author, an instructor."""
