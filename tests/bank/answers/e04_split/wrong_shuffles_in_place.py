# expect: fail split.mutates-input
# Shuffles the arrays of the caller, both in the same way.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    np.random.default_rng(seed).shuffle(images)
    np.random.default_rng(seed).shuffle(labels)
    held_out = np.zeros(len(labels), dtype=bool)
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        held_out[members[: round(len(members) * validation_fraction)]] = True
    return (images[~held_out], labels[~held_out]), (images[held_out], labels[held_out])
