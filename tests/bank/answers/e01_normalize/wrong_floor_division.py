# expect: fail normalize.integer-division
# Two slashes.
import numpy as np


def normalize(images):
    return (images // 255).astype(np.float32)
