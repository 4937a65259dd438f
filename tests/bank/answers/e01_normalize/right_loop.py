# expect: pass
# A beginner's loop into a fresh array.
import numpy as np


def normalize(images):
    result = np.zeros(images.shape, dtype=np.float32)
    for i in range(len(images)):
        result[i] = images[i] / 255
    return result
