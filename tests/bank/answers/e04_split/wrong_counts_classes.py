# expect: fail split.drops-samples
# Classes 0 to k-1, though ids may have gaps.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in range(len(np.unique(labels))):
        members = rng.permutation(np.flatnonzero(labels == label))
        size = round(len(members) * validation_fraction)
        valid.extend(members[:size])
        train.extend(members[size:])
    return (images[train], labels[train]), (images[valid], labels[valid])
