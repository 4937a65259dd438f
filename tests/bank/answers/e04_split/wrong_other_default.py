# expect: fail
# Another default for the seed than the one in the stub.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=42):
    rng = np.random.default_rng(seed)
    held = np.zeros(len(labels), bool)
    for c in np.unique(labels):
        m = rng.permutation(np.flatnonzero(labels == c))
        held[m[: round(len(m) * validation_fraction)]] = True
    return (images[~held], labels[~held]), (images[held], labels[held])
