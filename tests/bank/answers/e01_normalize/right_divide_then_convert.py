# expect: pass
# Divides in float64 first and converts the result: the last digit may differ, the value does not.
import numpy as np


def normalize(images):
    return np.divide(images, 255).astype(np.float32)
