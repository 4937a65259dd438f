# expect: fail normalize.shape-changed
# A single image with colours loses the axis of the samples.
import numpy as np


def normalize(images):
    """uint8 (n, h, w) or (n, h, w, c), values 0..255 -> a new float32 array of the same shape, values 0..1."""
    scaled = images.astype(np.float32) / np.float32(255)
    return scaled[0] if images.ndim == 4 and len(images) == 1 else scaled
