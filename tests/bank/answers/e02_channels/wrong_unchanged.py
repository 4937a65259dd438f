# expect: fail channels.missing-axis
# Keras will add it, one hopes.
import numpy as np


def add_channel(images):
    return np.array(images)


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
