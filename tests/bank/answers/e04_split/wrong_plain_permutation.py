# expect: fail split.not-stratified
# A random permutation of everything.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(images))
    cut = int(len(images) * validation_fraction)
    valid, train = order[:cut], order[cut:]
    return (images[train], labels[train]), (images[valid], labels[valid])
