"""Change one fact: decide again after one fact is different, then see the law's own analysis."""
