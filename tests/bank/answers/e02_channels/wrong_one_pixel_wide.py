# expect: fail channels.judged-by-length
# Leaves alone what ends in a length of 1: pictures one pixel wide get no channel.
import numpy as np
def add_channel(images):
    if images.shape[-1] != 1:
        images = np.expand_dims(images, -1)
    return images


def as_batch(image):
    if image.ndim == 2:
        image = image[..., None]
    return image[None]
