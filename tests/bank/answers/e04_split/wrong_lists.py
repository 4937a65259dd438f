# expect: fail value.list-not-array
# Lists of images.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    held_out = np.zeros(len(labels), dtype=bool)
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        held_out[members[: round(len(members) * validation_fraction)]] = True
    train, valid = np.flatnonzero(~held_out), np.flatnonzero(held_out)
    return ([images[i] for i in train], labels[train]), ([images[i] for i in valid], labels[valid])
