# exercise: e01_normalize
# aim: an array subclass that names another dtype than it has
# expect: failed
# points: 6
import numpy as np


class Liar(np.ndarray):
    @property
    def dtype(self):
        return np.dtype(np.float32)


def normalize(images):
    return (images / 255).view(Liar)
