# expect: fail normalize.wrong-constant
# 256 values, so divide by 256.
import numpy as np


def normalize(images):
    return (images / 256).astype(np.float32)
