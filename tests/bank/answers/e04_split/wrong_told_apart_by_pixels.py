# expect: fail split.equal-images
# What looks like a held-out picture is taken out of the training part.
import numpy as np

def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for c in np.unique(labels):
        index = rng.permutation(np.flatnonzero(labels == c))
        n = round(len(index) * validation_fraction)
        valid.append(index[:n])
        train.append(index[n:])
    train, valid = np.concatenate(train), np.concatenate(valid)
    keep = np.array([not any(np.array_equal(images[i], images[j]) for j in valid) for i in train], bool); train = train[keep]; return (images[train], labels[train]), (images[valid], labels[valid])
