# expect: pass
# There are only 256 bytes: a table answers for all of them.
import numpy as np

TABLE = np.linspace(0, 1, 256).astype(np.float32)


def normalize(images):
    return TABLE[images]
