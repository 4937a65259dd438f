# expect: pass
# Marks the samples held out by -1, in a copy of the labels.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    """Arrays (n, ...) and (n,) -> ((x_train, y_train), (x_valid, y_valid)), stratified by label."""
    rng = np.random.default_rng(seed)
    held_out = np.zeros(len(labels), dtype=bool)
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        held_out[members[: round(len(members) * validation_fraction)]] = True
    marked = labels.astype(np.int64, copy=True)
    marked[held_out] = -1
    train = marked >= 0
    return (images[train], labels[train]), (images[~train], labels[~train])
