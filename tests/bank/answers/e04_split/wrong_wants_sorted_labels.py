# expect: fail split.not-stratified
# Fair as long as the labels lie sorted.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    _, counts = np.unique(labels, return_counts=True)
    start = 0
    held = np.zeros(len(labels), bool)
    for n in counts:
        held[start + rng.permutation(n)[: round(n * validation_fraction)]] = True
        start += n
    return (images[~held], labels[~held]), (images[held], labels[held])
