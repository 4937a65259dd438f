# expect: fail normalize.divide-by-max
# "Already scaled, leave it alone": a nearly black batch is left at 0 and 1 of 255.
import numpy as np


def normalize(images):
    scaled = images.astype(np.float32)
    if images.size and images.max() > 1:
        scaled = scaled / 255
    return scaled
