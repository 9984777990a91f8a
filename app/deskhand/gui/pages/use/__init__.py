"""Use: put the results where the work is."""
