# expect: fail channels.scrambled
# Transposes colour images, whose shape looks the same for square ones.
import numpy as np


def add_channel(images):
    return images[..., np.newaxis]


def as_batch(image):
    if image.ndim == 2:
        return image[np.newaxis, ..., np.newaxis]
    h, w, c = image.shape
    return np.transpose(image, (2, 0, 1)).reshape(1, h, w, c)
