# expect: pass
# -1 for the channels of one image, whatever they are.
import numpy as np


def add_channel(images):
    return np.einsum('nhw->nhw', images).reshape(images.shape + (1,))


def as_batch(image):
    return image.reshape((1,) + image.shape[:2] + (-1,))
