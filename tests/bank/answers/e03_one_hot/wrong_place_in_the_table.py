# expect: fail
# The place in the whole table, for every row.
import numpy as np
def decode(encoded):
    return np.array([np.argmax(encoded)] * len(encoded), dtype=np.int64)


import numpy as np
def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError('label outside')
    return np.eye(num_classes, dtype=np.float32)[labels]
