# expect: fail normalize.overflow
# 2 * images is calculated in bytes and starts again at 0 beyond 255.
import numpy as np


def normalize(images):
    return (2 * images / 510).astype(np.float32)
