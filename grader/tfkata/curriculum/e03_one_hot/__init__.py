"""e03_one_hot: One-hot and back: labels as rows, rows as labels."""
