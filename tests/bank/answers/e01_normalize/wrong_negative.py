# expect: fail normalize.inverted
# Ink on paper is dark, MNIST's digits are bright: the picture is inverted on the way.
import numpy as np


def normalize(images):
    return 1 - images.astype(np.float32) / 255
