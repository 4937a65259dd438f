"""e16_train: From bytes to a trained network."""
