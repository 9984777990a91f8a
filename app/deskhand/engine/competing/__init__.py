"""Fine-tuned candidates against those that learn in seconds, on the same folds, within a budget."""
