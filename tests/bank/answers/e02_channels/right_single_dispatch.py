# expect: pass
# A generic function and a match on the shape.
import numpy as np
from functools import singledispatch


def add_channel(images):
    return np.moveaxis(np.array([images]), 0, -1)


@singledispatch
def as_batch(image):
    raise TypeError(type(image))


@as_batch.register(np.ndarray)
def _(image):
    match image.shape:
        case (_, _):
            return image[None, :, :, None]
        case (_, _, _):
            return image[None, ...]
        case other:
            raise ValueError(f"no image: {other}")
