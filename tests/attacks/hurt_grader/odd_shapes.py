# exercise: e01_normalize
# aim: shapes that no image has
# expect: failed
# points: 1
import numpy as np


def normalize(images):
    return [np.zeros((0,) * 16), np.zeros((2**20, 0, 2**20), np.int8), np.zeros((0, 10**9), np.float32)][images.size % 3]
