# expect: pass
# An exception of one's own is a ValueError if it is derived from it.
import numpy as np


class BadLabel(ValueError):
    pass


def one_hot(labels, num_classes):
    bad = [x for x in labels if not 0 <= x < num_classes]
    if bad:
        raise BadLabel(bad[0])
    return np.equal.outer(labels, np.arange(num_classes)).astype('f4')


def decode(encoded):
    return np.argmax(encoded, axis=1)
