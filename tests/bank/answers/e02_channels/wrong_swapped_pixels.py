# expect: fail channels.scrambled
# Column-major order: the shape is right and every picture is torn.
import numpy as np


def add_channel(images):
    return images.reshape((*images.shape, 1), order="F").reshape(-1, order="F").reshape(*images.shape, 1)


def as_batch(image):
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
