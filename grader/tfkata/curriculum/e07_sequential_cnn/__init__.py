"""e07_sequential_cnn: The code behind a summary: a small convolutional network."""
