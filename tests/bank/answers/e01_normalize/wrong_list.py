# expect: fail value.list-not-array
# A list of images is not a batch.
import numpy as np


def normalize(images):
    return [image.astype(np.float32) / 255 for image in images]
