# expect: fail channels.channels-first
# expand_dims with axis 0: a batch of one stack of images.
import numpy as np


def add_channel(images):
    return np.expand_dims(images, axis=0)


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
