# expect: fail split.pairs-broken
# Shuffles the labels of the validation set once more.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    held = np.zeros(len(labels), bool)
    for c in np.unique(labels):
        m = rng.permutation(np.flatnonzero(labels == c))
        held[m[: round(len(m) * validation_fraction)]] = True
    v = np.flatnonzero(held)
    return (images[~held], labels[~held]), (images[v], labels[rng.permutation(v)])
