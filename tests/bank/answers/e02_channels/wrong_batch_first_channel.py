# expect: fail batch.drops-channels
# Takes the first channel and forgets the others.
import numpy as np


def add_channel(images):
    return images[..., np.newaxis]


def as_batch(image):
    if image.ndim == 3:
        image = image[..., 0]
    return image[np.newaxis, ..., np.newaxis]
