# expect: pass
# Puts all ones at once; membership is tested with isin, and a stable descending sort finds the first of equals.
import numpy as np


def one_hot(labels, num_classes):
    if not np.isin(labels, range(num_classes)).all():
        raise ValueError(f"labels {set(labels.tolist()) - set(range(num_classes))} are not classes")
    result = np.zeros((labels.shape[0], num_classes), "float32")
    result[np.arange(labels.shape[0]), labels] = 1
    return result


def decode(encoded):
    return np.argsort(-encoded, axis=1, kind="stable")[:, 0]
