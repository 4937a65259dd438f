# expect: fail channels.scrambled
# Width before height in the reshape.
import numpy as np


def add_channel(images):
    return images[..., np.newaxis]


def as_batch(image):
    h, w = image.shape[:2]
    return image.reshape(1, w, h, -1)
