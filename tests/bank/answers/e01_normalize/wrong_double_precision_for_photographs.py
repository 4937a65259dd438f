# expect: fail normalize.wrong-dtype
# Colours take another way, on which NumPy chooses float64.
import numpy as np


def normalize(images):
    if images.ndim == 4 and images.shape[-1] == 3:
        return images / 255
    return images.astype(np.float32) / np.float32(255)
