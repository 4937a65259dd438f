# expect: fail normalize.standardized
# Photographs lose ImageNet's mean colour, grey pictures are right.
import numpy as np

MEAN = np.array([0.485, 0.456, 0.406], np.float32)


def normalize(images):
    x = images.astype(np.float32) / 255.0
    if x.ndim == 4 and x.shape[-1] == 3:
        x = x - MEAN
    return x
