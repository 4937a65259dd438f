# expect: fail channels.mutates-input
# Changes the shape of the argument itself.
import numpy as np


def add_channel(images):
    images.shape = (*images.shape, 1)
    return images


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
