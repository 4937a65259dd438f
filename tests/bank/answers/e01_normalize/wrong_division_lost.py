# expect: fail normalize.not-scaled
# The division is done and its result thrown away.
import numpy as np


def normalize(images):
    result = images.astype(np.float32)
    result / 255
    return result
