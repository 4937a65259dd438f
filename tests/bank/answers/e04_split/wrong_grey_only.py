# expect: fail split.images-changed
# New arrays of height and width: photographs lose their channels.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    held = np.zeros(len(labels), bool)
    for c in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == c))
        held[members[: round(validation_fraction * len(members))]] = True
    x_train = np.reshape(images[~held], (-1, *images.shape[1:3]))
    x_valid = np.reshape(images[held], (-1, *images.shape[1:3]))
    return (x_train, labels[~held]), (x_valid, labels[held])
