"""e24_regression: A number instead of a class: miles per gallon."""
