# expect: fail split.images-changed
# Pictures with fractions become bytes on the way.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    held_out = np.zeros(len(labels), dtype=bool)
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        held_out[members[: round(len(members) * validation_fraction)]] = True
    images = images.astype(np.uint8)
    return (images[~held_out], labels[~held_out]), (images[held_out], labels[held_out])
