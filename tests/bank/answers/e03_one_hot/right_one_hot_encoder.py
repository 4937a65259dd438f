# expect: pass
# scikit-learn's encoder with the categories given: it raises the ValueError by itself.
import numpy as np
from sklearn.preprocessing import OneHotEncoder


def one_hot(labels, num_classes):
    if len(labels) == 0:
        return np.zeros((0, num_classes), np.float32)
    encoder = OneHotEncoder(categories=[np.arange(num_classes)], sparse_output=False, dtype=np.float32)
    return encoder.fit_transform(labels.reshape(-1, 1))


def decode(encoded):
    return np.array([int(row.argmax()) for row in encoded], dtype="int64")
