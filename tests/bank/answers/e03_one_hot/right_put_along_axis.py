# expect: pass
# put_along_axis into zeros; both ends checked at once by clipping.
import numpy as np


def check_labels(labels, num_classes):
    if (np.clip(labels, 0, num_classes - 1) != labels).any():
        raise ValueError("labels must be in [0, num_classes)")


def one_hot(labels, num_classes):
    check_labels(labels, num_classes)
    result = np.zeros((*labels.shape, num_classes), dtype=np.float32)
    np.put_along_axis(result, labels[:, None].astype(np.int64), 1, axis=1)
    return result


def decode(encoded):
    return np.apply_along_axis(np.argmax, 1, encoded) if len(encoded) else np.zeros(0, dtype=np.int64)
