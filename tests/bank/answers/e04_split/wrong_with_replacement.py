# expect: fail split.overlap
# choice draws with replacement when nobody says otherwise.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    valid = np.concatenate(
        [
            rng.choice(np.flatnonzero(labels == label), round(np.sum(labels == label) * validation_fraction))
            for label in np.unique(labels)
        ]
    )
    train = np.setdiff1d(np.arange(len(labels)), valid)
    return (images[train], labels[train]), (images[valid], labels[valid])
