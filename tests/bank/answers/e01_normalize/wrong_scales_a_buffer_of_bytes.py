# expect: crashed library.in-place-dtype
# The buffer for the result takes over the dtype of the images.
import numpy as np


def normalize(images):
    scaled = np.empty_like(images)
    np.divide(images, 255, out=scaled)
    return scaled
