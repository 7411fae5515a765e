"""Order steps: put steps into the order in which they are taken."""
