# expect: fail one-hot.not-ones
# Label smoothing, which nobody asked for.
import numpy as np
def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError('label outside')
    y = np.eye(num_classes, dtype=np.float32)[labels]
    return y * np.float32(0.9) + np.float32(0.1 / num_classes)


import numpy as np
def decode(encoded):
    return np.argmax(encoded, axis=1)
