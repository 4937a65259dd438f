# expect: fail split.overlap
# One sample of each class is counted on both sides of the cut.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    tr, va = [], []
    for c in np.unique(labels):
        m = rng.permutation(np.flatnonzero(labels == c))
        n = round(len(m) * validation_fraction)
        va.extend(m[: n + 1]); tr.extend(m[n:])
    return (images[tr], labels[tr]), (images[va], labels[va])
