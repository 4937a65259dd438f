"""e18_early_stopping: Know when to stop: early stopping."""
