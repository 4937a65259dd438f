# expect: fail channels.wrong-dtype
# np.zeros without a dtype.
import numpy as np


def add_channel(images):
    result = np.zeros((*images.shape, 1))
    result[..., 0] = images
    return result


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
