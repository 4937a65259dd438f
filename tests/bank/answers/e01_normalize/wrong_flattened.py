# expect: fail normalize.shape-changed
# Flattens each image for a Dense layer on the way.
import numpy as np


def normalize(images):
    return images.reshape(len(images), -1).astype(np.float32) / 255
