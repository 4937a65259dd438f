"""e21_binary: Two classes from a table: standardize, one sigmoid unit."""
