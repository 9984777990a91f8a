"""Learning: whether a long learning gets better than what there is."""
