"""The casebook: cases, lesson questions and law as files, read, checked and bound together."""
