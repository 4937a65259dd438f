# exercise: e01_normalize
# aim: two hundred thousand arrays
# expect: failed
# points: 1
import numpy as np


def normalize(images):
    return [np.zeros((1,) * 16, np.float64) for _ in range(200_000)]
