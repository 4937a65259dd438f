# expect: pass
# Fills an array of the right shape, image by image.
import numpy as np


def add_channel(images):
    result = np.empty(images.shape + (1,), dtype=images.dtype)
    for i in range(images.shape[0]):
        result[i, :, :, 0] = images[i]
    return result


def as_batch(image):
    if image.ndim == 2:
        return add_channel(image[None])
    result = np.empty((1, *image.shape), dtype=image.dtype)
    result[0] = image
    return result
