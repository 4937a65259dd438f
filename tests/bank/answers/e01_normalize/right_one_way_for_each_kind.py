# expect: pass
# Colours take another way, to the same numbers.
import numpy as np


def normalize(images):
    if images.ndim == 4:
        return np.divide(images, 255, dtype=np.float32)
    return images.astype(np.float32) / np.float32(255)
