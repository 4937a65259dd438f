# expect: pass
# Assigns a shape, but to a view of its own.
import numpy as np


def add_channel(images):
    """Grey images (n, h, w) -> (n, h, w, 1), values and dtype kept."""
    view = images.view()
    view.shape = (*images.shape, 1)
    return view


def as_batch(image):
    """One image, grey (h, w) or with channels (h, w, c) -> a batch of one, (1, h, w, c); c = 1 for a grey one."""
    if image.ndim == 2:
        image = image[..., np.newaxis]
    return image[np.newaxis]
