# expect: pass
# Assigning to the shape of a view leaves the argument alone.
import numpy as np


def add_channel(images):
    view = images.view()
    view.shape = (*images.shape, 1)
    return view


def as_batch(image):
    view = image.view()
    view.shape = (1, *image.shape) + (1,) * (3 - image.ndim)
    return view
