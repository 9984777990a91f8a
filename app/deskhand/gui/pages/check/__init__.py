"""Check: decide the doubtful ones."""
