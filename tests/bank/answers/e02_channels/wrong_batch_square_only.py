# expect: fail channels.square-only
# Copies into an array of zeros whose sides are both the height.
import numpy as np


def add_channel(images):
    return np.expand_dims(images, -1)


def as_batch(image):
    side = len(image)
    channels = image.shape[2] if image.ndim == 3 else 1
    batch = np.zeros((1, side, side, channels), dtype=image.dtype)
    batch[0] = image.reshape(*image.shape[:2], channels)
    return batch
