# expect: fail channels.channels-first
# One place too early.
import numpy as np


def add_channel(images):
    return np.expand_dims(images, axis=2)


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
