# exercise: e01_normalize
# aim: an array whose methods say what is wanted
# expect: failed
# points: 3
import numpy as np


class Array(np.ndarray):
    dtype = property(lambda self: np.dtype("float32"))

    def __eq__(self, other):
        return np.ones(np.shape(other), bool)

    def __array_function__(self, function, types, args, kwargs):
        return True

    def astype(self, *args, **kwargs):
        return self

    def tobytes(self, *args):
        return b""


def normalize(images):
    return images.view(Array)
