# expect: fail channels.hardcoded-size
# np.resize never complains about the number of elements.
import numpy as np


def add_channel(images):
    return np.resize(images, (len(images), 28, 28, 1))


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
