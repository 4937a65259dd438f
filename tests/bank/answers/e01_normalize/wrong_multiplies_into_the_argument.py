# expect: fail normalize.mutates-input
# The same refusal of NumPy, this time about the argument itself.
import numpy as np


def normalize(images):
    images *= 1 / 255
    return images.astype(np.float32)
