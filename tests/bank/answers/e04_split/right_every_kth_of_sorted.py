# expect: pass
# Shuffles, sorts by class (stable) and takes samples at even distances: the class shares follow.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(labels))
    order = order[np.argsort(labels[order], kind="stable")]
    steps = np.floor((np.arange(len(order)) + 1) * validation_fraction + 1e-9)
    held_out = np.diff(steps, prepend=0) > 0
    train, valid = order[~held_out], order[held_out]
    return (images[train], labels[train]), (images[valid], labels[valid])
