# exercise: e01_normalize
# aim: a value that equals whatever it is compared with
# expect: failed
# points: 1
import numpy as np


class Yes:
    __class__ = property(lambda self: np.ndarray)
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __hash__ = None
    shape = dtype = property(lambda self: self)

    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return True

    def __bool__(self):
        return True


def normalize(images):
    return Yes()
