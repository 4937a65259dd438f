# expect: fail value.list-not-array
# A list of images is not a batch.
import numpy as np


def add_channel(images):
    return [image[..., np.newaxis] for image in images]


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
