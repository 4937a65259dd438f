"""e30_tokens: Words into numbers: a vocabulary and its ids."""
