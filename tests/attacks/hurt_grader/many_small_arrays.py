# exercise: e01_normalize
# aim: two hundred thousand arrays
# expect: failed, timed_out
# patience: 0.3
# points: 1
import numpy as np


def normalize(images):
    return [np.zeros((1,) * 16, np.float64) for _ in range(20_000)]
