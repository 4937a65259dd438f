# expect: pass
# The first of the largest is the last of the reversed row, sorted stably.
import numpy as np

def one_hot(labels, num_classes):
    eye = np.identity(num_classes, dtype=np.float32)
    if (labels < 0).any():
        raise ValueError('negative label')
    try:
        return eye[labels]
    except IndexError as error:
        raise ValueError(str(error)) from error

def decode(encoded):
    k = encoded.shape[1]
    return encoded.shape[1] - 1 - np.argsort(encoded[:, ::-1], axis=1, kind='stable')[:, -1] if k else np.zeros(len(encoded), np.int64)
