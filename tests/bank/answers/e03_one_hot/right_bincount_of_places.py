# expect: pass
# Counts the places in the flat table.
import numpy as np


def one_hot(labels, num_classes):
    # bincount of flat positions
    wide = labels.astype(np.int64)
    if np.any(wide != np.clip(wide, 0, num_classes - 1)):
        raise ValueError("label outside of 0..k-1")
    flat = np.arange(len(wide)) * num_classes + wide
    return np.bincount(flat, minlength=len(wide) * num_classes).reshape(len(wide), num_classes).astype(np.float32)


def decode(encoded):
    return np.asarray(np.asarray(encoded).argmax(axis=1), dtype=int)
