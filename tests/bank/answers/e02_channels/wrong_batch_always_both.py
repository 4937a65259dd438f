# expect: fail channels.extra-axis
# Right for grey images; a colour one gets a second channel axis.
import numpy as np


def add_channel(images):
    return images[..., np.newaxis]


def as_batch(image):
    return image[np.newaxis, ..., np.newaxis]
