"""Build: what is generated from the files that authors write, and kept in step with them."""
