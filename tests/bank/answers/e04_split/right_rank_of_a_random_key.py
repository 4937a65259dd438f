# expect: pass
# No loop: the rank of a random key within the class decides.
import numpy as np

def split(images, labels, validation_fraction=0.2, seed=0):
    key = np.random.RandomState(seed).rand(len(labels))
    order = np.lexsort((key, labels))
    _, start, count = np.unique(labels[order], return_index=True, return_counts=True)
    rank = np.arange(len(labels)) - np.repeat(start, count)
    valid = rank < np.rint(np.repeat(count, count) * validation_fraction)
    v, t = order[valid], order[~valid]
    return ((images[t], labels[t]), (images[v], labels[v]))
