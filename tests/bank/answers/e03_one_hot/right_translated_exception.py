# expect: pass
# Catches the IndexError and raises a ValueError instead; negative labels are seen to first.
import numpy as np


def one_hot(labels, num_classes):
    if len(labels) and min(labels) < 0:
        raise ValueError('negative')
    try:
        return np.identity(num_classes, 'float32')[labels]
    except IndexError as e:
        raise ValueError('too large') from e


def decode(encoded):
    return np.argmax(encoded, axis=1)
