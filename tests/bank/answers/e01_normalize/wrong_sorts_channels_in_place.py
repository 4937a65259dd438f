# expect: fail normalize.mutates-input
# Turns BGR into RGB and back in the array it was given, which is left as BGR when there are three channels.
import numpy as np


def normalize(images):
    """uint8 (n, h, w) or (n, h, w, c), values 0..255 -> a new float32 array of the same shape, values 0..1."""
    scaled = images.astype(np.float32) / np.float32(255)
    if images.ndim == 4 and images.shape[-1] == 3:
        images[...] = images[..., ::-1]
    return scaled
