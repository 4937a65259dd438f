# expect: fail normalize.rounded
# Two digits "are enough".
import numpy as np


def normalize(images):
    return np.round(images / 255, 2).astype(np.float32)
