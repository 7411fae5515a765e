"""A workshop cohort: its folder, its people, what is handed out and handed in, and what it learned."""
