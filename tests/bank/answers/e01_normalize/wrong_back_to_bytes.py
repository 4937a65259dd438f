# expect: fail normalize.integer-division
# Divides properly and then goes back to the dtype it came from.
import numpy as np


def normalize(images):
    return (images / 255.0).astype(images.dtype)
