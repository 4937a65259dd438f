# expect: fail one-hot.squeezed
# A single row gives an array without axes.
import numpy as np
def decode(encoded):
    return np.argmax(encoded, axis=1).squeeze()


import numpy as np
def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError('label outside')
    return np.eye(num_classes, dtype=np.float32)[labels]
