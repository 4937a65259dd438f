# expect: fail channels.square-only
# Takes height for width as well: fine as long as images are square.
import numpy as np


def add_channel(images):
    n, h, _ = images.shape
    return images.reshape(n, h, h, 1)

def as_batch(image):
    if image.ndim == 2:
        image = image[..., None]
    return image[None]
