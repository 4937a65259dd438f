# expect: fail split.ignores-seed
# The seed decides on the order only, not on the members.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    held_out = np.zeros(len(labels), dtype=bool)
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        count = round(len(members) * validation_fraction)
        held_out[members[np.linspace(0, len(members) - 1, count).astype(int)]] = True
    rng = np.random.default_rng(seed)
    train = rng.permutation(np.flatnonzero(~held_out))
    valid = rng.permutation(np.flatnonzero(held_out))
    return (images[train], labels[train]), (images[valid], labels[valid])
