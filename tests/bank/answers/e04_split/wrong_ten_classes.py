# expect: fail split.drops-samples
# Classes 0 to 9, as every data set so far had.
import numpy as np

def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for c in range(10):
        index = rng.permutation(np.flatnonzero(labels == c))
        n = round(len(index) * validation_fraction)
        valid.append(index[:n])
        train.append(index[n:])
    train, valid = np.concatenate(train), np.concatenate(valid)
    return (images[train], labels[train]), (images[valid], labels[valid])
