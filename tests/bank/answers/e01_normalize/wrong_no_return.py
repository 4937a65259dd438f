# expect: fail value.nothing-returned
# Forgets the return.
import numpy as np


def normalize(images):
    scaled = images.astype(np.float32) / 255
