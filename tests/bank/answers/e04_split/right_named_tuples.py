# expect: pass
# Named tuples are pairs.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    held = np.zeros(len(labels), bool)
    for c in np.unique(labels):
        m = rng.permutation(np.flatnonzero(labels == c))
        held[m[: round(len(m) * validation_fraction)]] = True
    P = __import__('collections').namedtuple('P', 'x y')
    return P(images[~held], labels[~held]), P(images[held], labels[held])
