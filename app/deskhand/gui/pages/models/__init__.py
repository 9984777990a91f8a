"""Models: which suits, how they compare on one's own answers, getting and removing them."""
