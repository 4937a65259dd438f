# expect: fail split.ignores-seed
# Only two different splits, whatever the seed.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed % 2)
    held = np.zeros(len(labels), bool)
    for c in np.unique(labels):
        m = rng.permutation(np.flatnonzero(labels == c))
        held[m[: round(len(m) * validation_fraction)]] = True
    return (images[~held], labels[~held]), (images[held], labels[held])
