# expect: fail normalize.divide-by-max
# The largest pixel of each image, guarded against black ones.
import numpy as np


def normalize(images):
    axes = tuple(range(1, images.ndim))
    largest = np.maximum(images.max(axis=axes, keepdims=True), 1)
    return images.astype(np.float32) / largest
