"""e04_split: A fair split: held-out data that looks like the rest."""
