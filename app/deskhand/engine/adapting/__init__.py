"""Reading the person's files first: one file a self-supervised objective, all of one shape (``objective.py``)."""
