# expect: fail split.mutates-input
# Colour images are made darker for a look at them, in the learner's own array.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    held_out = np.zeros(len(labels), dtype=bool)
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        held_out[members[: round(len(members) * validation_fraction)]] = True
    parts = (images[~held_out], labels[~held_out]), (images[held_out], labels[held_out])
    if images.ndim == 4:
        images //= 2
    return parts
