# expect: fail normalize.integer-division
# zeros_like takes over the dtype of the bytes, so the fractions are cut off on assignment.
import numpy as np


def normalize(images):
    result = np.zeros_like(images)
    for i, image in enumerate(images):
        result[i] = image / 255
    return result
