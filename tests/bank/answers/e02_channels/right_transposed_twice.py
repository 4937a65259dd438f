# expect: pass
# Transposes, adds an axis, transposes back.
import numpy as np


def add_channel(images):
    return np.broadcast_to(images.T, (1,) + images.T.shape).T


def as_batch(image):
    return add_channel(image[np.newaxis]) if len(image.shape) < 3 else np.tile(image, (1, 1, 1, 1))
