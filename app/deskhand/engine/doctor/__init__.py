"""The doctor: every processor does real work, in a process that may die of it."""
