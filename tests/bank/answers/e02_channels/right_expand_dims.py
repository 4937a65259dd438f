# expect: pass
# np.expand_dims, several axes at once for the grey image.
import numpy as np


def add_channel(images):
    return np.expand_dims(images, axis=-1)


def as_batch(image):
    return np.expand_dims(image, (0, -1) if image.ndim == 2 else 0)
