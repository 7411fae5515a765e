"""Find elements: decide each element, with the passages that carry it."""
