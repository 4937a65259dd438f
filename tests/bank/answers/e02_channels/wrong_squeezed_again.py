# expect: fail channels.missing-axis
# squeeze takes away what was put in.
import numpy as np


def add_channel(images):
    return np.squeeze(images[..., None])

def as_batch(image):
    if image.ndim == 2:
        image = image[..., None]
    return image[None]
