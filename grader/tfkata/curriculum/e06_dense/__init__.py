"""e06_dense: A first network: flatten, think, decide."""
