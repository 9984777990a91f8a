"""Choose: which column is read, which hold answers."""
