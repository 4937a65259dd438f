# expect: pass
# In-place operators are fine on an array of one's own.
import numpy as np


def normalize(images):
    scaled = np.array(images, dtype=np.float32)
    scaled /= np.iinfo(images.dtype).max
    return scaled
