# expect: pass
# A masked array is an array.
import numpy as np


def normalize(images):
    return np.ma.masked_array(images.astype(np.float32) / 255)
