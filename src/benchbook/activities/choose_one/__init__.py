"""Choose one: one of several options is right."""
