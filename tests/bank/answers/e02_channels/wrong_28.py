# expect: fail channels.hardcoded-size
# The line that every MNIST tutorial has.
import numpy as np


def add_channel(images):
    return images.reshape(-1, 28, 28, 1)


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
