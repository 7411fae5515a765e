"""Choose many: any number of options may be right."""
