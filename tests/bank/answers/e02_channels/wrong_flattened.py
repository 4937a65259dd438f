# expect: fail channels.flattened
# One line of pixels an image.
import numpy as np


def add_channel(images):
    return images.reshape(len(images), -1)


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
