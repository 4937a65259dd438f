# expect: fail split.not-stratified
# Steps of a whole number: 0.3 becomes a third.
import numpy as np

def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for c in np.unique(labels):
        index = rng.permutation(np.flatnonzero(labels == c))
        n = -(-len(index) // int(1 / validation_fraction))
        valid.append(index[:n])
        train.append(index[n:])
    train, valid = np.concatenate(train), np.concatenate(valid)
    return (images[train], labels[train]), (images[valid], labels[valid])
