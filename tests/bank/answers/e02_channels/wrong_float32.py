# expect: fail channels.wrong-dtype
# Converts to float32 while at it.
import numpy as np


def add_channel(images):
    return images[..., np.newaxis].astype(np.float32)


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
