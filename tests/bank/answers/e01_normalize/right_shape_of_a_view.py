# expect: pass
# Assigns a shape as well, but to a view of its own.
import numpy as np


def normalize(images):
    """uint8 (n, h, w) or (n, h, w, c), values 0..255 -> a new float32 array of the same shape, values 0..1."""
    flat = images.view()
    flat.shape = (-1,)
    return (flat / np.float32(255)).astype(np.float32).reshape(images.shape)
