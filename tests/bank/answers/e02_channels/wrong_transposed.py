# expect: fail channels.scrambled
# Turns every picture on its side: .T reverses all axes.
import numpy as np


def add_channel(images):
    return images.T.reshape(*images.shape, 1)


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
