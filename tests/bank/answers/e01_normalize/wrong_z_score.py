# expect: fail normalize.standardized
# Mean 0 and deviation 1 over the whole batch.
import numpy as np


def normalize(images):
    x = images.astype(np.float32)
    return (x - x.mean()) / (x.std() + 1e-7)
