# exercise: e01_normalize
# aim: keys that are tuples, arrays, None, NaN and objects
# expect: failed
# points: 1
import numpy as np


def normalize(images):
    return {(1, 2): 1, None: 2, float("nan"): 3, float("nan"): 4, np.int8(3): 5, object(): 6, b"x": 7, True: 8, 1.0: 9}
