"""What learners hand in: the file it travels in, how it arrives, and what is kept of it."""
