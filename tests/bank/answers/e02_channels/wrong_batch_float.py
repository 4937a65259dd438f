# expect: fail channels.wrong-dtype
# Makes float32 of everything, as predict will anyway.
import numpy as np


def add_channel(images):
    return images[..., np.newaxis]


def as_batch(image):
    image = np.asarray(image, np.float32)
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
