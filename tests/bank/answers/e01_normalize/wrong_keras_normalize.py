# expect: fail normalize.divide-by-max
# keras.utils.normalize sounds right and divides every row by its length.
import keras
import numpy as np


def normalize(images):
    return keras.utils.normalize(images, axis=-1).astype(np.float32)
