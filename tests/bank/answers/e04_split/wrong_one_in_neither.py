# expect: fail split.drops-samples
# One sample of each class is lost between the slices.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    tr, va = [], []
    for c in np.unique(labels):
        m = rng.permutation(np.flatnonzero(labels == c))
        n = round(len(m) * validation_fraction)
        va.extend(m[:n]); tr.extend(m[n + 1 :])
    return (images[tr], labels[tr]), (images[va], labels[va])
