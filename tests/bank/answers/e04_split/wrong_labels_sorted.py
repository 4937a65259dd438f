# expect: fail split.pairs-broken
# np.sort on the labels alone.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    held = np.zeros(len(labels), bool)
    for c in np.unique(labels):
        m = rng.permutation(np.where(labels == c)[0])
        held[m[: round(len(m) * validation_fraction)]] = True
    return (images[~held], np.sort(labels[~held])), (images[held], np.sort(labels[held]))
