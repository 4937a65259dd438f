# expect: fail split.overlap
# Draws both parts independently.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        size = round(len(members) * validation_fraction)
        valid.extend(rng.choice(members, size, replace=False))
        train.extend(rng.choice(members, len(members) - size, replace=False))
    return (images[train], labels[train]), (images[valid], labels[valid])
