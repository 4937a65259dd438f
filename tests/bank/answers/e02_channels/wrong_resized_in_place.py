# expect: fail channels.mutates-input
# ndarray.resize works in place.
import numpy as np


def add_channel(images):
    images.resize((*images.shape, 1), refcheck=False)
    return images


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
