# expect: crashed library.shape-written-out
# Written for 28 by 28 and nothing else.
import numpy as np


def normalize(images):
    return images.reshape(-1, 28, 28).astype(np.float32) / 255
