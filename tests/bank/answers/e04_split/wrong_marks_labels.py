# expect: fail split.mutates-input
# Marks the samples held out by -1 in the labels; only bytes were copied by astype.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    """Arrays (n, ...) and (n,) -> ((x_train, y_train), (x_valid, y_valid)), stratified by label."""
    rng = np.random.default_rng(seed)
    given, labels = labels.copy(), labels.astype(np.int64, copy=False)
    held_out = np.zeros(len(labels), dtype=bool)
    for label in np.unique(given):
        members = rng.permutation(np.flatnonzero(given == label))
        held_out[members[: round(len(members) * validation_fraction)]] = True
    labels[held_out] = -1
    train = labels >= 0
    return (images[train], given[train]), (images[~train], given[~train])
