# expect: pass
# NumPy's global generator, seeded in each call; no part of a class is left empty.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    np.random.seed(seed)
    train, valid = np.array([], dtype=np.int64), np.array([], dtype=np.int64)
    for c in np.unique(labels):
        idx = np.random.permutation(np.where(labels == c)[0])
        # at least one on either side
        k = min(max(1, int(round(len(idx) * validation_fraction))), len(idx) - 1)
        valid, train = np.append(valid, idx[:k]), np.append(train, idx[k:])
    return (images[train].copy(), labels[train].copy()), (images[valid].copy(), labels[valid].copy())
