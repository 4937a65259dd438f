# expect: pass
# Stacking one array makes an axis of length 1.
import numpy as np


def add_channel(images):
    return np.stack([images], axis=-1)


def as_batch(image):
    return np.array([image if image.ndim == 3 else np.dstack([image])])
