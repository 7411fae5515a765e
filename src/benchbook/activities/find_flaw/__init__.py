"""Find the flaw: mark what is wrong in a draft, and name it."""
