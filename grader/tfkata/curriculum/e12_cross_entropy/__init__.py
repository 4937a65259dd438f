"""e12_cross_entropy: Cross-entropy: what a classifier pays for being sure and wrong."""
