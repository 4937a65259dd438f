# expect: fail normalize.shape-changed
# Adds the channel axis that the next exercise asks for.
import numpy as np


def normalize(images):
    return np.expand_dims(images.astype(np.float32) / 255, -1)
