# expect: fail split.not-stratified
# The same number of every class, instead of the same share.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    classes = np.unique(labels)
    each = int(len(labels) * validation_fraction / len(classes))
    valid = np.concatenate([rng.permutation(np.flatnonzero(labels == label))[:each] for label in classes])
    train = np.setdiff1d(np.arange(len(labels)), valid)
    return (images[train], labels[train]), (images[valid], labels[valid])
