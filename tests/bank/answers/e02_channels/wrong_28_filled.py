# expect: fail channels.hardcoded-size
# An array for 28 by 28, filled image by image.
import numpy as np


def add_channel(images):
    result = np.zeros((len(images), 28, 28, 1), images.dtype)
    for i, image in enumerate(images):
        result[i, :, :, 0] = image
    return result


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
