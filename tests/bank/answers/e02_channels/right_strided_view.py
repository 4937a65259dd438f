# expect: pass
# Views that share memory with the argument; one of them cannot be written to.
import numpy as np
from numpy.lib.stride_tricks import as_strided


def add_channel(images):
    return as_strided(images, shape=images.shape + (1,), strides=images.strides + (images.itemsize,), writeable=False)


def as_batch(image):
    return np.broadcast_to(image if image.ndim == 3 else image[:, :, None], (1, *image.shape[:2], image.shape[2] if image.ndim == 3 else 1))
