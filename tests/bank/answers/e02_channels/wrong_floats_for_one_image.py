# expect: fail channels.wrong-dtype
# A batch of one image is filled into a new array, which is float64.
import numpy as np


def add_channel(images):
    if len(images) == 1:
        result = np.zeros((*images.shape, 1))
        result[0, ..., 0] = images[0]
        return result
    return images[..., np.newaxis]


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
