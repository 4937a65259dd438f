# expect: fail channels.judged-by-length
# Asks whether the last length is 3 instead of how many axes there are: an image 3 pixels wide is taken for a colour image.
import numpy as np


def add_channel(images):
    return images[..., None]


def as_batch(image):
    if image.shape[-1] != 3:
        image = image[..., None]
    return image[None]
