# expect: fail normalize.divide-by-max
# Dark batches are taken for 7-bit images.
import numpy as np


def normalize(images):
    return images.astype(np.float32) / (255 if images.max() > 127 else 127)
