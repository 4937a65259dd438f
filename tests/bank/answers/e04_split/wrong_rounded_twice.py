# expect: fail split.drops-samples
# Both sizes are rounded down.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        size = int(len(members) * validation_fraction)
        valid.extend(members[:size])
        train.extend(members[size : size + int(len(members) * (1 - validation_fraction))])
    return (images[train], labels[train]), (images[valid], labels[valid])
