# expect: fail normalize.symmetric
# The preprocessing of MobileNet.
import numpy as np


def normalize(images):
    return images.astype(np.float32) / 127.5 - 1.0
