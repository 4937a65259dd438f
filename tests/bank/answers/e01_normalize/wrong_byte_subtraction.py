# expect: fail normalize.overflow
# images - 128 is calculated in bytes.
import numpy as np


def normalize(images):
    return ((images - 128) / 127).astype(np.float32)
