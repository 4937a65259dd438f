# expect: fail value.nothing-returned
# Forgets the return.
import numpy as np


def add_channel(images):
    np.expand_dims(images, -1)


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
