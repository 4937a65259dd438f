# exercise: e01_normalize
# aim: infinities, NaN, denormals and minus zero in every float dtype
# expect: failed
# points: 3
import numpy as np


def normalize(images):
    return np.full(images.shape, [np.nan, np.inf, -0.0][images.size % 3], [np.float16, np.float32, np.float64][images.size % 3])
