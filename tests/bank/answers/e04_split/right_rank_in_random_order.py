# expect: pass
# No loop: the rank of each sample within its class decides.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    """No loop: rank of each sample in its class under a random order."""
    noise = np.random.RandomState(seed).rand(len(labels))
    order = np.lexsort((noise, labels))
    _, start, count = np.unique(labels[order], return_index=True, return_counts=True)
    rank = np.empty(len(labels), int)
    rank[order] = np.arange(len(labels)) - np.repeat(start, count)
    _, inverse = np.unique(labels, return_inverse=True)
    held = rank < np.round(count[inverse] * validation_fraction)
    return (images[~held], labels[~held]), (images[held], labels[held])
