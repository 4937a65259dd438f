"""The warm program: imports TensorFlow once and forks candidates and examiners. No module imports this room."""
