# expect: fail channels.mutates-input
# An image that has a channel axis of length 1 already gets its batch axis in place.
import numpy as np


def add_channel(images):
    """Grey images (n, h, w) -> (n, h, w, 1), values and dtype kept."""
    return images[..., np.newaxis]


def as_batch(image):
    """One image, grey (h, w) or with channels (h, w, c) -> a batch of one, (1, h, w, c); c = 1 for a grey one."""
    if image.ndim == 2:
        image = image[..., np.newaxis]
    if image.shape[-1] == 1:
        image.shape = (1, *image.shape)
        return image
    return image[np.newaxis]
