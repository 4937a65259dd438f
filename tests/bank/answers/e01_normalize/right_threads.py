# expect: pass
# One thread an image.
from concurrent.futures import ThreadPoolExecutor

import numpy as np


def normalize(images):
    out = np.empty(images.shape, dtype=np.float32)

    def one(i):
        np.divide(images[i], 255, out=out[i], casting="unsafe")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(len(images))))
    return out
