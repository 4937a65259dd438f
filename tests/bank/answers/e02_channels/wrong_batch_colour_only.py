# expect: fail batch.one-kind-only
# Unpacks three lengths; a grey image has two.
import numpy as np


def add_channel(images):
    return images[..., np.newaxis]


def as_batch(image):
    height, width, channels = image.shape
    return image[np.newaxis]
