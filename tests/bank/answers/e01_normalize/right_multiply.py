# expect: pass
# Multiplies by the reciprocal, as shaders do.
import numpy as np

SCALE = np.float32(1 / 255)


def normalize(images):
    return np.multiply(images, SCALE, dtype=np.float32)
