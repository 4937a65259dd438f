# expect: fail normalize.mutates-input
# Assigns to the shape of the array it was given, where there are colours.
import numpy as np


def normalize(images):
    """uint8 (n, h, w) or (n, h, w, c), values 0..255 -> a new float32 array of the same shape, values 0..1."""
    shape = images.shape
    if images.ndim == 4:
        images.shape = (len(images), -1)
    return (images.astype(np.float32) / np.float32(255)).reshape(shape)
