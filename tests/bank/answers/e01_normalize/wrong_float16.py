# expect: fail normalize.wrong-dtype
# Half precision "to save memory".
import numpy as np


def normalize(images):
    return (images / 255.0).astype(np.float16)
