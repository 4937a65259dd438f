# expect: fail normalize.symmetric
# Nearly symmetric: white becomes 0.992.
import numpy as np


def normalize(images):
    return (images.astype(np.float32) - 128) / 128
