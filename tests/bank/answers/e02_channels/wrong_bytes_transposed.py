# expect: fail
# Bytes are put into the batch the wrong way round, floats are not.
import numpy as np


def add_channel(images):
    return images[..., np.newaxis]


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    if image.dtype == np.uint8:
        return image[::-1][np.newaxis]
    return image[np.newaxis]
