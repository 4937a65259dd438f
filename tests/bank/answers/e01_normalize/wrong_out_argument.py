# expect: fail normalize.mutates-input
# The result is right; the caller's array is used as scratch paper.
import numpy as np


def normalize(images):
    scaled = images.astype(np.float32) / 255
    np.multiply(images, 0, out=images)
    return scaled
