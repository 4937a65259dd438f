# expect: fail channels.values-changed
# Black and white only.
import numpy as np


def add_channel(images):
    return (images[..., None] > 0).astype(images.dtype)

def as_batch(image):
    if image.ndim == 2:
        image = image[..., None]
    return image[None]
