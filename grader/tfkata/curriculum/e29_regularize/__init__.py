"""e29_regularize: Held back on purpose: batch normalization, dropout and a penalty."""
