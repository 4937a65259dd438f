# expect: pass
# In place, but on an array of its own that holds floats.
import numpy as np


def normalize(images):
    x = np.array(images, dtype=np.float32)
    x /= 255
    return x
